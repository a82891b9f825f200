import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';

const PIXELS_PER_SAMPLE = 256;

/** 256 pixels of two pictures of one size, at the same random places: 8-bit RGB, all of `before`, then all of `after`. */
export function drawPixelPairs(before: FloatImage, after: FloatImage, random: () => number): Uint8Array {
  const pixels = new Uint8Array(2 * PIXELS_PER_SAMPLE * 3);
  for (let k = 0; k < PIXELS_PER_SAMPLE; k++) {
    const at = 3 * Math.floor(random() * before.width * before.height);
    for (let c = 0; c < 3; c++) {
      pixels[3 * k + c] = Math.round(before.data[at + c]! * 255);
      pixels[3 * (PIXELS_PER_SAMPLE + k) + c] = Math.round(after.data[at + c]! * 255);
    }
  }
  return pixels;
}
