import { seededRandom } from '@photocrafter/shared/random/seeded-random';

export function mean(values: readonly number[]): number {
  return values.length === 0 ? NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Pearson's linear correlation. */
export function pearson(x: readonly number[], y: readonly number[]): number {
  const [mx, my] = [mean(x), mean(y)];
  let sxy = 0, sxx = 0, syy = 0;
  x.forEach((value, i) => {
    sxy += (value - mx) * (y[i]! - my);
    sxx += (value - mx) ** 2;
    syy += (y[i]! - my) ** 2;
  });
  return sxy / Math.sqrt(sxx * syy);
}

/** Spearman's rank correlation; ties share their mean rank. */
export function spearman(x: readonly number[], y: readonly number[]): number {
  return pearson(ranks(x), ranks(y));
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((p, q) => p.value - q.value);
  const result = new Array<number>(values.length);
  for (let i = 0; i < order.length;) {
    let j = i;
    while (j < order.length && order[j]!.value === order[i]!.value) j++;
    for (let k = i; k < j; k++) result[order[k]!.index] = (i + j - 1) / 2 + 1;
    i = j;
  }
  return result;
}

const RESAMPLES = 1000;

/** 95 % bootstrap interval of the mean (Efron's percentile method), the same on every run. */
export function bootstrapInterval(values: readonly number[]): readonly [number, number] {
  const random = seededRandom(values.length);
  const means = Array.from({ length: RESAMPLES }, () => mean(values.map(() => values[Math.floor(random() * values.length)]!))).sort((p, q) => p - q);
  return [means[Math.floor(0.025 * RESAMPLES)]!, means[Math.floor(0.975 * RESAMPLES)]!];
}

/** 95 % bootstrap interval of Spearman's correlation, pairs drawn with replacement; the same on every run. */
export function spearmanInterval(x: readonly number[], y: readonly number[]): readonly [number, number] {
  const random = seededRandom(x.length);
  const values = Array.from({ length: RESAMPLES }, () => {
    const rows = x.map(() => Math.floor(random() * x.length));
    return spearman(rows.map((row) => x[row]!), rows.map((row) => y[row]!));
  }).sort((p, q) => p - q);
  return [values[Math.floor(0.025 * RESAMPLES)]!, values[Math.floor(0.975 * RESAMPLES)]!];
}
