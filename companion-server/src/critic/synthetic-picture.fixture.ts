import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { createFloatImage, type FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';

/** A picture from a formula: encoded sRGB 0..1 at each pixel. */
export function pictureOf(width: number, height: number, colourAt: (x: number, y: number) => readonly [number, number, number]): FloatImage {
  const image = createFloatImage(width, height, SRGB);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) image.data.set(colourAt(x, y), (y * width + x) * 3);
  return image;
}

/** Every sample of a picture through a formula. */
export function mapSamples(image: FloatImage, change: (value: number, channel: number) => number): FloatImage {
  return { ...image, data: image.data.map((v, i) => Math.min(1, Math.max(0, change(v, i % 3)))) };
}

/** Repeatable noise in -0.5..0.5. */
export function hashNoise(x: number, y: number, seed = 0): number {
  let h = Math.imul(x + 1, 374761393) ^ Math.imul(y + 1, 668265263) ^ Math.imul(seed + 1, 2147483647);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296 - 0.5;
}
