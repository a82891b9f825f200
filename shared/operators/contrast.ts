import { mapPixels } from '../adjustments/evaluate';
import { perChannel, type ScalarMap } from '../adjustments/pixel-map';
import { fitCompositeCurve } from './fit-curve';
import { defineOperator } from './operator';

/** The encoded value of 18 % grey at Photoshop's exponent: 0.18^(1/2.2). */
export const MID_GREY = 0.4587;

/**
 * An S-curve about mid-grey: `amount` is the change of slope there, in percent. Black, mid-grey and white stay.
 * Each half is a hyperbola (Schlick's bias, "Fast Alternatives to Perlin's Bias and Gain Functions", Graphics Gems IV):
 * smooth, monotone, with slope 1/s at the ends where it is s in the middle.
 */
export const contrast = defineOperator({
  id: 'contrast',
  version: 1,
  label: 'Contrast',
  params: { amount: { kind: 'number', label: 'Contrast', unit: '%', min: -60, max: 100, step: 1, default: 0 } },
  space: 'encoded',
  tolerance: { meanDeltaE: 0.1, p95DeltaE: 0.3 },
  apply(image, { amount }) {
    const map = contrastMap(amount);
    return mapPixels(image, perChannel([map, map, map]));
  },
  lower({ amount }) {
    return amount === 0 ? [] : [{ adjustment: fitCompositeCurve(contrastMap(amount)) }];
  },
  examples: [
    { params: { amount: 50 }, input: [0, MID_GREY, 1], output: [0, MID_GREY, 1] },
    { params: { amount: 100 }, input: [0.22935, 0.22935, 0.72935], output: [0.1529, 0.1529, 0.8196] },
  ],
});

function contrastMap(amount: number): ScalarMap {
  const bend = amount / 100;
  const half = (t: number): number => t / (bend * (1 - t) + 1);
  return (value) => (value < MID_GREY
    ? MID_GREY * half(value / MID_GREY)
    : 1 - (1 - MID_GREY) * half((1 - value) / (1 - MID_GREY)));
}
