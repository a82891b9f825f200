import type { CurvePoint, CurvesAdjustment } from '../adjustments/adjustment';
import { evaluateAdjustment } from '../adjustments/evaluate';
import { defineOperator } from './operator';

const STRAIGHT: readonly CurvePoint[] = [{ input: 0, output: 0 }, { input: 255, output: 255 }];

/** Curves as drawn or fitted: one for all channels, then one a channel. */
export const toneCurve = defineOperator({
  id: 'tone-curve',
  version: 1,
  label: 'Tone curve',
  params: {
    curve: { kind: 'curve', label: 'All channels', default: STRAIGHT },
    red: { kind: 'curve', label: 'Red', default: STRAIGHT },
    green: { kind: 'curve', label: 'Green', default: STRAIGHT },
    blue: { kind: 'curve', label: 'Blue', default: STRAIGHT },
  },
  space: 'encoded',
  tolerance: { meanDeltaE: 0, p95DeltaE: 0 },
  apply: (image, params) => evaluateAdjustment(curvesOf(params), image),
  lower(params) {
    const adjustment = curvesOf(params);
    return Object.keys(adjustment.channels).length === 0 ? [] : [{ adjustment }];
  },
  examples: [
    { params: { curve: [{ input: 0, output: 255 }, { input: 255, output: 0 }] }, input: [0, 0.25, 1], output: [1, 0.75, 0] },
    { params: { red: [{ input: 0, output: 0 }, { input: 128, output: 160 }, { input: 255, output: 255 }] }, input: [128 / 255, 0.5, 0.5], output: [160 / 255, 0.5, 0.5] },
  ],
});

type Curves = Readonly<Record<'curve' | 'red' | 'green' | 'blue', readonly CurvePoint[]>>;

function curvesOf({ curve, red, green, blue }: Curves): CurvesAdjustment {
  const drawn = Object.entries({ composite: curve, red, green, blue }).filter(([, points]) => !isStraight(points));
  return { kind: 'curves', channels: Object.fromEntries(drawn) };
}

function isStraight(points: readonly CurvePoint[]): boolean {
  return points[0]!.input === 0 && points.at(-1)!.input === 255 && points.every(({ input, output }) => input === output);
}
