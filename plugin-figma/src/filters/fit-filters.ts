import { deltaEStats } from '@photocrafter/shared/attributes/delta-e-stats';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import type { FilterValues } from '../bridge/figma-calls';
import { dampedStep } from './least-squares';
import { FILTER_NAMES, NO_FILTERS, toNumbers, toValues } from './filter-values';

/** Shows the picture in Figma with each set of filters: small, sRGB. */
export type ShowFilters = (filters: readonly FilterValues[]) => Promise<readonly FloatImage[]>;

export interface FilterFit {
  readonly filters: FilterValues;
  /** CIEDE2000 between what Figma shows and the plan's look */
  readonly meanDeltaE: number;
  readonly p95DeltaE: number;
}
/** The mean difference, CIEDE2000, up to which filters stand for a plan; beyond it pixels are placed. About one is just noticeable side by side. */
export const FILTER_TOLERANCE = 2;

/** How far a slider is moved to see what it does. */
const PROBE = 0.1;
const ROUNDS = 6;
/** Parts of a step that are tried at once; the best one is taken. */
const PARTS = [1, 0.5, 0.2];
/** A round that gains less than this share is the last. */
const GAIN = 0.02;

/**
 * Finds filters by trying them in Figma, whose formula nobody knows: set, export small, compare, refine. `look` says what the plan makes
 * of the picture; `start` is a guess, from a calibration for instance. About 11 exports a round, 6 rounds at most.
 */
export async function fitFilters(show: ShowFilters, look: (picture: FloatImage) => FloatImage, start: FilterValues = NO_FILTERS): Promise<FilterFit> {
  const [plain, guessed] = await show([NO_FILTERS, start]);
  const target = look(plain!);
  const judge = (shown: FloatImage): { mean: number; p95: number } => deltaEStats(shown, target);
  let best = [{ values: NO_FILTERS, shown: plain! }, { values: start, shown: guessed! }].map((tried) => ({ ...tried, ...judge(tried.shown) })).reduce((a, b) => (b.mean < a.mean ? b : a));
  for (let round = 0; round < ROUNDS; round++) {
    const numbers = toNumbers(best.values);
    const probes = FILTER_NAMES.map((_name, i) => numbers.map((value, at) => (at === i ? value + (value > 0 ? -PROBE : PROBE) : value)));
    const moved = await show(probes.map(toValues));
    const columns = moved.map((image, i) => differences(image, best.shown, 1 / (probes[i]![i]! - numbers[i]!)));
    const step = dampedStep(columns, differences(target, best.shown, 1), 0.02);
    const candidates = PARTS.map((part) => toValues(numbers.map((value, i) => value + part * step[i]!)));
    const tried = (await show(candidates)).map((shown, i) => ({ values: candidates[i]!, shown, ...judge(shown) }));
    const next = tried.reduce((a, b) => (b.mean < a.mean ? b : a));
    const gain = 1 - next.mean / Math.max(best.mean, 1e-9);
    if (gain > 0) best = next;
    if (gain < GAIN) break;
  }
  return { filters: best.values, meanDeltaE: best.mean, p95DeltaE: best.p95 };
}

function differences({ data }: FloatImage, from: FloatImage, factor: number): Float64Array {
  return Float64Array.from(data, (value, i) => (value - from.data[i]!) * factor);
}
