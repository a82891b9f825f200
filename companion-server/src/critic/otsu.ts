/** The best cut of a two-class histogram, and the share of the variance that it explains (0..1). */
export interface OtsuSplit { readonly threshold: number; readonly separability: number }

const BINS = 64;

/** Otsu 1979 on values 0..`maximum`: the threshold with the largest between-class variance. */
export function otsu(values: ArrayLike<number>, maximum: number): OtsuSplit {
  const histogram = new Float64Array(BINS);
  for (let i = 0; i < values.length; i++) histogram[Math.min(BINS - 1, Math.max(0, Math.floor((values[i]! / maximum) * BINS)))]!++;
  let total = 0;
  let mean = 0;
  histogram.forEach((n, i) => { total += n; mean += n * i; });
  mean /= total;
  let variance = 0;
  histogram.forEach((n, i) => { variance += n * (i - mean) ** 2; });
  variance /= total;
  let best = { bin: BINS / 2, between: 0 };
  let below = 0;
  let belowSum = 0;
  for (let i = 0; i < BINS - 1; i++) {
    below += histogram[i]!;
    belowSum += histogram[i]! * i;
    if (below === 0 || below === total) continue;
    const p = below / total;
    const between = (mean * p - belowSum / total) ** 2 / (p * (1 - p));
    if (between > best.between) best = { bin: i, between };
  }
  return { threshold: ((best.bin + 1) / BINS) * maximum, separability: variance > 0 ? best.between / variance : 0 };
}
