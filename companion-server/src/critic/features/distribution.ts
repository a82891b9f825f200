/** Percentiles of values (any order, not changed) by a histogram of `bins` between `low` and `high`; values beyond go to the end bins. */
export function percentilesBetween(values: Float32Array, low: number, high: number, at: readonly number[], bins = 1024): number[] {
  const histogram = new Uint32Array(bins);
  const scale = bins / (high - low);
  for (let i = 0; i < values.length; i++) {
    const bin = ((values[i]! - low) * scale) | 0;
    histogram[bin < 0 ? 0 : bin >= bins ? bins - 1 : bin]!++;
  }
  const result: number[] = [];
  let below = 0, bin = 0;
  for (const share of at) {
    const wanted = share * values.length;
    while (bin < bins - 1 && below + histogram[bin]! < wanted) below += histogram[bin++]!;
    const inside = histogram[bin]! > 0 ? Math.min(1, Math.max(0, (wanted - below) / histogram[bin]!)) : 0;
    result.push(low + (bin + inside) / scale);
  }
  return result;
}

/** Percentiles of few values, exactly (nearest rank). */
export function percentilesOf(values: readonly number[], at: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  return at.map((share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
}

/** Shannon entropy in bits of shares that sum to 1. */
export function entropy(shares: readonly number[]): number {
  return shares.reduce((sum, share) => (share > 0 ? sum - share * Math.log2(share) : sum), 0);
}

/** Shares of `bins` equal bins between `low` and `high`. */
export function sharesBetween(values: Float32Array, low: number, high: number, bins: number): number[] {
  const counts = new Uint32Array(bins);
  const scale = bins / (high - low);
  for (let i = 0; i < values.length; i++) {
    const bin = ((values[i]! - low) * scale) | 0;
    counts[bin < 0 ? 0 : bin >= bins ? bins - 1 : bin]!++;
  }
  return Array.from(counts, (count) => count / values.length);
}

export interface Moments { readonly mean: number; readonly deviation: number; readonly skew: number; readonly kurtosis: number }

/** Mean, standard deviation, skewness and kurtosis (3 for a Gaussian; 0 where nothing varies). */
export function momentsOf(values: Float32Array): Moments {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i]!;
  const mean = sum / n;
  let second = 0, third = 0, fourth = 0;
  for (let i = 0; i < n; i++) {
    const d = values[i]! - mean, square = d * d;
    second += square; third += square * d; fourth += square * square;
  }
  const variance = second / n;
  if (variance < 1e-10) return { mean, deviation: 0, skew: 0, kurtosis: 0 };
  return { mean, deviation: Math.sqrt(variance), skew: third / n / variance ** 1.5, kurtosis: fourth / n / variance ** 2 };
}
