import type { Weights } from './attribute';
import { measuredOnce } from './measured-once';

/** A histogram of one plane over a fixed range; `mass` sums to `total`. */
export interface WeightedHistogram {
  readonly minimum: number;
  readonly binWidth: number;
  readonly mass: Float64Array;
  readonly total: number;
}

// 0.05 L* a bin over 0..100: far below one just-noticeable difference
const BINS = 2000;

/** Counts `values` between `minimum` and `maximum` (outside goes to the end bins), each by its weight (1 when absent). */
export function weightedHistogram(values: Float32Array, minimum: number, maximum: number, weights?: Weights): WeightedHistogram {
  const mass = new Float64Array(BINS);
  const binWidth = (maximum - minimum) / BINS;
  const scale = 1 / binWidth;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const weight = weights ? weights[i]! : 1;
    const position = (values[i]! - minimum) * scale;
    mass[position > 0 ? (position < BINS ? position | 0 : BINS - 1) : 0]! += weight;
    total += weight;
  }
  return { minimum, binWidth, mass, total };
}

/** L* of a picture as a histogram: what contrast, tails and dynamic range are read from. */
export const lightnessHistogram = measuredOnce<WeightedHistogram>((planes, weights) => weightedHistogram(planes.lightness, 0, 100, weights));

/** The value below which `share` (0..1) of the mass lies, interpolated within its bin; undefined without mass. */
export function percentile(histogram: WeightedHistogram, share: number): number | undefined {
  const { minimum, binWidth, mass, total } = histogram;
  if (!(total > 0)) return undefined;
  const target = Math.min(Math.max(share, 0), 1) * total;
  let below = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const here = mass[bin]!;
    if (here > 0 && below + here >= target) return minimum + (bin + (target - below) / here) * binWidth;
    below += here;
  }
  return minimum + BINS * binWidth;
}

/** The mean of the lowest (`share` > 0) or highest (`share` < 0) part of the mass, e.g. -0.25 = the top quarter. */
export function tailMean(histogram: WeightedHistogram, share: number): number | undefined {
  const { minimum, binWidth, mass, total } = histogram;
  if (!(total > 0)) return undefined;
  const wanted = Math.abs(share) * total;
  let taken = 0, sum = 0;
  for (let step = 0; step < BINS && taken < wanted; step++) {
    const bin = share > 0 ? step : BINS - 1 - step;
    const part = Math.min(mass[bin]!, wanted - taken);
    sum += part * (minimum + (bin + 0.5) * binWidth);
    taken += part;
  }
  return sum / taken;
}
