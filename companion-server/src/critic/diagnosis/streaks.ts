import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';

/** Half length of a streak that is looked for, in pixels of the proxy, and slants from vertical (dx per dy). */
const HALF_LENGTH = 5;
const SLANTS = [-0.4, -0.2, 0, 0.2, 0.4] as const;
/** A streak is brighter than both sides by more than this, encoded 0..1. */
const CONTRAST = 0.025;

/**
 * Rain: thin, bright, nearly vertical lines, far more often than dark ones of the same form.
 * @returns shares of sampled pixels on a bright and on a dark streak, at the slant where the difference is largest
 */
export function streaks({ width, height, data }: FloatImage): { readonly bright: number; readonly dark: number } {
  const luma = new Float32Array(width * height);
  for (let i = 0, p = 0; i < luma.length; i++, p += 3) luma[i] = 0.299 * data[p]! + 0.587 * data[p + 1]! + 0.114 * data[p + 2]!;
  let best = { bright: 0, dark: 0 };
  const margin = HALF_LENGTH + 4;
  for (const slant of SLANTS) {
    const offsets = Array.from({ length: 2 * HALF_LENGTH + 1 }, (_, k) => (k - HALF_LENGTH) * width + Math.round(slant * (k - HALF_LENGTH)));
    let bright = 0, dark = 0, count = 0;
    for (let y = margin; y < height - margin; y += 2) {
      for (let x = margin; x < width - margin; x += 2) {
        const i = y * width + x;
        let least = Infinity, most = -Infinity;
        for (let k = 0; k < offsets.length; k += 2) {
          const at = i + offsets[k]!, ridge = luma[at]! - (luma[at - 3]! + luma[at + 3]!) / 2;
          if (ridge < least) least = ridge;
          if (ridge > most) most = ridge;
          if (least <= CONTRAST && most >= -CONTRAST) break;
        }
        if (least > CONTRAST) bright++;
        if (most < -CONTRAST) dark++;
        count++;
      }
    }
    if (count > 0 && bright - dark > (best.bright - best.dark) * count) best = { bright: bright / count, dark: dark / count };
  }
  return best;
}
