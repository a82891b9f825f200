import { mapPixels } from '../adjustments/evaluate';
import type { CurvePoint } from '../adjustments/adjustment';
import { clampUnit, perChannel } from '../adjustments/pixel-map';
import { defineOperator } from './operator';

/** The largest move of an end point: a quarter of the encoded scale. */
const LARGEST_MOVE = 0.25;

/**
 * Stretches the scale from its ends, linearly on encoded values. Whites +100 makes what was 0.75 white, -100 lowers white to
 * 0.75; blacks -100 makes what was 0.25 black, +100 lifts black to 0.25. Said with curves, because some PSD writers damage Levels.
 */
export const whitesBlacks = defineOperator({
  id: 'whites-blacks',
  version: 1,
  label: 'Whites and blacks',
  params: {
    whites: { kind: 'number', label: 'Whites', unit: '', min: -100, max: 100, step: 1, default: 0 },
    blacks: { kind: 'number', label: 'Blacks', unit: '', min: -100, max: 100, step: 1, default: 0 },
  },
  space: 'encoded',
  tolerance: { meanDeltaE: 0.01, p95DeltaE: 0.05 },
  apply(image, { whites, blacks }) {
    const [black, white] = endPoints(whites, blacks);
    const slope = (white.output - black.output) / (white.input - black.input);
    const map = (value: number): number => clampUnit(black.output + slope * (value - black.input));
    return mapPixels(image, perChannel([map, map, map]));
  },
  lower({ whites, blacks }) {
    if (whites === 0 && blacks === 0) return [];
    const composite = endPoints(whites, blacks).map(({ input, output }) => ({ input: 255 * input, output: 255 * output }));
    return [{ adjustment: { kind: 'curves', channels: { composite } } }];
  },
  examples: [
    { params: { whites: 100 }, input: [0.375, 0.75, 0.9], output: [0.5, 1, 1] },
    { params: { blacks: 100 }, input: [0, 0.5, 1], output: [0.25, 0.625, 1] },
    { params: { blacks: -100 }, input: [0.2, 0.625, 1], output: [0, 0.5, 1] },
  ],
});

/** Black and white point, both axes 0..1. */
function endPoints(whites: number, blacks: number): readonly [CurvePoint, CurvePoint] {
  const up = (LARGEST_MOVE * whites) / 100;
  const lift = (LARGEST_MOVE * blacks) / 100;
  return [{ input: Math.max(-lift, 0), output: Math.max(lift, 0) }, { input: 1 - Math.max(up, 0), output: 1 + Math.min(up, 0) }];
}
