import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { boxMean } from '../restore/planes';

/** Half sides of the area that is searched and of the patches that are compared (Buades, Coll and Morel 2005: 21 and 7 px). */
const SEARCH = 7;
const PATCH = 3;

/** Non-local means of colour patches with the weights of Buades et al.; `sigma` is the noise deviation 0..1. */
export function nonLocalMeans({ width, height, data, ...rest }: FloatImage, sigma: number): FloatImage {
  const count = width * height, h2 = (0.45 * Math.max(sigma, 1e-3)) ** 2;
  const sums = new Float32Array(3 * count), weights = new Float32Array(count), distance = new Float32Array(count);
  for (let dy = -SEARCH; dy <= SEARCH; dy++) {
    for (let dx = -SEARCH; dx <= SEARCH; dx++) {
      const from = (x: number, y: number): number => 3 * (Math.min(height - 1, Math.max(0, y + dy)) * width + Math.min(width - 1, Math.max(0, x + dx)));
      for (let y = 0, i = 0; y < height; y++) for (let x = 0; x < width; x++, i++) {
        const q = from(x, y), p = 3 * i;
        distance[i] = ((data[p]! - data[q]!) ** 2 + (data[p + 1]! - data[q + 1]!) ** 2 + (data[p + 2]! - data[q + 2]!) ** 2) / 3;
      }
      const mean = boxMean(distance, width, height, PATCH);
      for (let y = 0, i = 0; y < height; y++) for (let x = 0; x < width; x++, i++) {
        const weight = Math.exp(-Math.max(0, mean[i]! - 2 * sigma * sigma) / h2), q = from(x, y);
        weights[i]! += weight;
        for (let c = 0; c < 3; c++) sums[3 * i + c]! += weight * data[q + c]!;
      }
    }
  }
  return { ...rest, width, height, data: sums.map((sum, i) => sum / weights[Math.floor(i / 3)]!) };
}

/** Tomasi and Manduchi 1998: 9 x 9, spatial deviation 2 px, range deviation `range` on encoded colour. */
export function bilateral({ width, height, data, ...rest }: FloatImage, range: number): FloatImage {
  const result = new Float32Array(data.length), falloff = -1 / (2 * Math.max(range, 1e-3) ** 2);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const p = 3 * (y * width + x);
      let total = 0, r = 0, g = 0, b = 0;
      for (let dy = -4; dy <= 4; dy++) for (let dx = -4; dx <= 4; dx++) {
        const q = 3 * (Math.min(height - 1, Math.max(0, y + dy)) * width + Math.min(width - 1, Math.max(0, x + dx)));
        const difference = (data[q]! - data[p]!) ** 2 + (data[q + 1]! - data[p + 1]!) ** 2 + (data[q + 2]! - data[p + 2]!) ** 2;
        const weight = Math.exp(difference * falloff - (dx * dx + dy * dy) / 8);
        total += weight; r += weight * data[q]!; g += weight * data[q + 1]!; b += weight * data[q + 2]!;
      }
      result[p] = r / total; result[p + 1] = g / total; result[p + 2] = b / total;
    }
  }
  return { ...rest, width, height, data: result };
}
