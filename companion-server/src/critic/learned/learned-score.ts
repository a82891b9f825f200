import type { CritiqueScore, ScorePart } from '@photocrafter/shared/critique/critique';

/** Even a faultless part may lose this share of itself: people see what no rule names. */
const UNNAMED_SHARE = 0.06;

/**
 * The score that people would give (opinion 0..1), as a visible sum: the network says how many points are lost, the measured parts say where,
 * each in proportion to what it lost by measurement. Points are whole and add up to the value.
 */
export function learnedScore(opinion: number, measured: CritiqueScore): CritiqueScore {
  const value = Math.round(100 * Math.min(1, Math.max(0, opinion)));
  const losses = spread(100 - value, measured.parts);
  const exact = measured.parts.map((part, i) => part.maximum - losses[i]!);
  const points = wholeNumbers(exact, value);
  return { value, parts: measured.parts.map((part, i) => ({ ...part, points: points[i]! })) };
}

/** Shares a loss out by weight; a part cannot lose more than it holds, so the others take what is over. */
function spread(total: number, parts: readonly ScorePart[]): readonly number[] {
  const weights = parts.map(({ maximum, points }) => maximum - points + UNNAMED_SHARE * maximum);
  const losses = parts.map(() => 0);
  let left = total;
  for (let round = 0; round < parts.length && left > 1e-9; round++) {
    const open = parts.map(({ maximum }, i) => (losses[i]! < maximum - 1e-9 ? weights[i]! : 0));
    const sum = open.reduce((all, weight) => all + weight, 0);
    if (sum === 0) break;
    const share = left;
    parts.forEach(({ maximum }, i) => {
      const taken = Math.min(maximum - losses[i]!, (share * open[i]!) / sum);
      losses[i]! += taken;
      left -= taken;
    });
  }
  return losses;
}

/** Rounds so that the sum is `total`: the largest remainders are rounded up. */
function wholeNumbers(values: readonly number[], total: number): readonly number[] {
  const whole = values.map((value) => Math.floor(value + 1e-9));
  const order = values.map((value, i) => ({ i, rest: value - whole[i]! })).sort((p, q) => q.rest - p.rest);
  let missing = total - whole.reduce((sum, value) => sum + value, 0);
  for (const { i } of order) if (missing > 0) { whole[i]!++; missing--; }
  return whole;
}
