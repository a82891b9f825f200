import type { HueSaturationAdjustment } from '../adjustments/adjustment';
import { evaluateAdjustment } from '../adjustments/evaluate';
import { defineOperator } from './operator';

/** Photoshop's own saturation, so that the layer is exact: -100 is grey, +100 the purest colour of each hue and lightness. */
export const saturation = defineOperator({
  id: 'saturation',
  version: 1,
  label: 'Saturation',
  params: { amount: { kind: 'number', label: 'Saturation', unit: '', min: -100, max: 100, step: 1, default: 0 } },
  space: 'encoded',
  tolerance: { meanDeltaE: 0, p95DeltaE: 0 },
  apply: (image, { amount }) => evaluateAdjustment(hueSaturation(amount), image),
  lower: ({ amount }) => (amount === 0 ? [] : [{ adjustment: hueSaturation(amount) }]),
  examples: [
    { params: { amount: -100 }, input: [0.8, 0.4, 0.2], output: [0.5, 0.5, 0.5] },
    { params: { amount: -50 }, input: [0.8, 0.4, 0.2], output: [0.65, 0.45, 0.35] },
    { params: { amount: 20 }, input: [0.6, 0.5, 0.4], output: [0.625, 0.5, 0.375] },
  ],
});

function hueSaturation(amount: number): HueSaturationAdjustment {
  return { kind: 'hueSaturation', hue: 0, saturation: amount, lightness: 0, colorize: false, ranges: [] };
}
