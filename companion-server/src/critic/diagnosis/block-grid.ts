import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';

/** Traces of 8-pixel blocks along one axis. */
export interface GridTrace {
  /** mean step across the strongest of the eight phases over the mean step inside blocks, minus 1: 0 without blocks */
  readonly excess: number;
  /** the same for the second strongest phase: what chance and texture give */
  readonly chance: number;
  /** share of steps inside blocks under a quarter of a level: flattened areas */
  readonly still: number;
}

const BLOCK = 8;
/** A step between neighbours that is larger is an edge, not a seam: 8-bit levels. */
const EDGE = 24;
const STILL = 0.25;

/** How luma steps from pixel to pixel, by position modulo eight: a JPEG's blocks step at one phase. */
export function gridTrace({ width, height, data }: FloatImage, axis: 'across' | 'down'): GridTrace {
  const sums = new Float64Array(BLOCK), counts = new Float64Array(BLOCK), still = new Float64Array(BLOCK);
  const luma = new Float32Array(width * height);
  for (let i = 0, p = 0; i < luma.length; i++, p += 3) luma[i] = 255 * (0.299 * data[p]! + 0.587 * data[p + 1]! + 0.114 * data[p + 2]!);
  const step = axis === 'across' ? 1 : width;
  const [columns, rows] = axis === 'across' ? [width - 3, height] : [width, height - 3];
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const i = y * width + x, phase = ((axis === 'across' ? x : y) + 2) % BLOCK;
      // the step between the second and third of four neighbours, beyond what the slope on both sides explains
      const here = luma[i + 2 * step]! - luma[i + step]!;
      if (Math.abs(here) > EDGE) continue;
      const slope = (luma[i + step]! - luma[i]! + luma[i + 3 * step]! - luma[i + 2 * step]!) / 2;
      sums[phase]! += Math.abs(here - slope);
      if (Math.abs(here) < STILL) still[phase]!++;
      counts[phase]!++;
    }
  }
  const means = Array.from(sums, (sum, phase) => sum / Math.max(1, counts[phase]!));
  const order = means.map((_, phase) => phase).sort((a, b) => means[b]! - means[a]!);
  // the seam's own step also shows, halved, in the two positions beside it
  const inside = means.filter((_, phase) => ![0, 1, BLOCK - 1].includes((phase - order[0]! + BLOCK) % BLOCK));
  const base = Math.max(0.05, inside.reduce((sum, mean) => sum + mean, 0) / inside.length);
  const quiet = order.filter((phase) => phase !== order[0]).reduce((sum, phase) => sum + still[phase]!, 0) / Math.max(1, order.filter((phase) => phase !== order[0]).reduce((sum, phase) => sum + counts[phase]!, 0));
  return { excess: means[order[0]!]! / base - 1, chance: Math.max(...inside) / base - 1, still: quiet };
}
