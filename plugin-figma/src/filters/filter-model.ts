import type { FilterValues } from '../bridge/figma-calls';
import { eliminate } from './least-squares';

type Rgb = readonly [number, number, number];
/** What one filter does at one setting: a curve for each channel through evenly spaced inputs 0..1, then a matrix whose rows add up to one. */
export interface FilterEffect { readonly value: number; readonly curves: readonly [readonly number[], readonly number[], readonly number[]]; readonly matrix: readonly (readonly [number, number, number])[] }

/** A model of Figma's filters with free coefficients. All of them come from a calibration; none is known beforehand. */
export interface FilterModel {
  readonly version: 1;
  /** for each filter its effects by rising value; 0 is not among them, for nothing happens there */
  readonly effects: Readonly<Record<keyof FilterValues, readonly FilterEffect[]>>;
  /** mean CIEDE2000 of the model on the chart that it was fitted to */
  readonly meanDeltaE: number;
}

export const CURVE_POINTS = 17;
/** The order in which the model composes filters; what composing them in another order would change is for the closed loop to mend. */
const ORDER = ['temperature', 'tint', 'exposure', 'highlights', 'shadows', 'contrast', 'saturation'] as const satisfies readonly (keyof FilterValues)[];

/** A sample of the chart: a colour, and what Figma made of it. Encoded sRGB, 0..1. */
export interface ChartSample { readonly before: Rgb; readonly after: Rgb }

/** Fits one effect: the curves from the chart's greys, then the matrix from all its colours by least squares. */
export function fitEffect(value: number, samples: readonly ChartSample[]): FilterEffect {
  const greys = samples.filter(({ before: [r, g, b] }) => r === g && g === b).sort((a, b) => a.before[0] - b.before[0]);
  const curve = (channel: 0 | 1 | 2): readonly number[] => Array.from({ length: CURVE_POINTS }, (_, i) => between(greys.map(({ before }) => before[channel]), greys.map(({ after }) => after[channel]), i / (CURVE_POINTS - 1)));
  const curves = [curve(0), curve(1), curve(2)] as const;
  const bent = samples.map(({ before, after }) => ({ bent: before.map((input, i) => along(curves[i]!, input)) as unknown as Rgb, after }));
  const matrix = ([0, 1, 2] as const).map((row) => fitRow(bent.filter(({ after }) => after.every((share) => share > 0.004 && share < 0.996)), row));
  return { value, curves, matrix };
}

/** A row [p, q, r] with p + q + r = 1: only two are free, so greys stay what the curves made them. */
function fitRow(samples: readonly { readonly bent: Rgb; readonly after: Rgb }[], row: 0 | 1 | 2): readonly [number, number, number] {
  const [first, second] = [0, 1, 2].filter((channel) => channel !== row) as [number, number];
  let aa = 1e-6, ab = 0, bb = 1e-6, ar = 0, br = 0;
  for (const { bent, after } of samples) {
    const a = bent[first]! - bent[row], b = bent[second]! - bent[row], rest = after[row] - bent[row];
    aa += a * a; ab += a * b; bb += b * b; ar += a * rest; br += b * rest;
  }
  const [p, q] = eliminate([[aa, ab, ar], [ab, bb, br]]) as [number, number];
  const weights = [0, 0, 0];
  weights[first] = p;
  weights[second] = q;
  weights[row] = 1 - p - q;
  return [weights[0]!, weights[1]!, weights[2]!];
}

/** What the model expects Figma to make of a colour. */
export function predictFilters({ effects }: FilterModel, values: FilterValues): (colour: Rgb) => Rgb {
  const chain = ORDER.filter((name) => values[name] !== 0).map((name) => effectAt(effects[name], values[name]));
  return (colour) => chain.reduce<Rgb>((rgb, effect) => effect(rgb), colour);
}

/** Between two measured settings, and between the first of a side and nothing, effects are mixed. */
function effectAt(effects: readonly FilterEffect[], value: number): (colour: Rgb) => Rgb {
  const known = [...effects.map((effect) => ({ at: effect.value, map: run(effect) })), { at: 0, map: (colour: Rgb) => colour }].sort((a, b) => a.at - b.at);
  const above = known.find(({ at }) => at >= value) ?? known.at(-1)!;
  const below = known.findLast(({ at }) => at <= value) ?? known[0]!;
  const share = above.at === below.at ? 0 : (value - below.at) / (above.at - below.at);
  return (colour) => {
    const low = below.map(colour), high = above.map(colour);
    return [low[0] + (high[0] - low[0]) * share, low[1] + (high[1] - low[1]) * share, low[2] + (high[2] - low[2]) * share];
  };
}

function run({ curves, matrix }: FilterEffect): (colour: Rgb) => Rgb {
  return ([r, g, b]) => {
    const bent = [along(curves[0], r), along(curves[1], g), along(curves[2], b)] as const;
    const row = ([p, q, s]: readonly [number, number, number]): number => Math.min(1, Math.max(0, p * bent[0] + q * bent[1] + s * bent[2]));
    return [row(matrix[0]!), row(matrix[1]!), row(matrix[2]!)];
  };
}

/** A curve through evenly spaced points, linear between them. */
function along(points: readonly number[], input: number): number {
  const at = Math.min(1, Math.max(0, input)) * (points.length - 1), below = Math.min(points.length - 2, Math.floor(at));
  return points[below]! + (points[below + 1]! - points[below]!) * (at - below);
}

function between(inputs: readonly number[], outputs: readonly number[], input: number): number {
  const above = Math.max(1, inputs.findIndex((known) => known >= input));
  const [low, high] = [inputs[above - 1]!, inputs[above]!];
  return outputs[above - 1]! + (outputs[above]! - outputs[above - 1]!) * (high === low ? 0 : (input - low) / (high - low));
}

