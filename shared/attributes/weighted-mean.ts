import type { Weights } from './attribute';

/** Mean of `valueAt(i)` over `count` pixels, each by its weight (1 when absent); undefined when nothing has weight. */
export function weightedMean(count: number, valueAt: (index: number) => number, weights?: Weights): number | undefined {
  let sum = 0, total = 0;
  for (let i = 0; i < count; i++) {
    const weight = weights ? weights[i]! : 1;
    if (weight === 0) continue;
    sum += weight * valueAt(i);
    total += weight;
  }
  return total > 0 ? sum / total : undefined;
}
