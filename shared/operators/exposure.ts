import { exposureFunction, PHOTOSHOP_RGB_EXPONENT } from '../adjustments/exposure';
import { mapPixels } from '../adjustments/evaluate';
import { perChannel, type ScalarMap } from '../adjustments/pixel-map';
import { fitCompositeCurve } from './fit-curve';
import { defineOperator } from './operator';

/** Below mid-grey the whole gain applies; the shoulder begins here, in linear light. */
const SHOULDER_START = 0.18;

/**
 * Exposure as multiplication in linear light. Linear means v^2.2, as in Photoshop's Exposure, so that the layer is exact.
 * `highlightProtection` bends a brightening above mid-grey into a shoulder: at 1 white stays white and nothing clips.
 */
export const exposure = defineOperator({
  id: 'exposure',
  version: 1,
  label: 'Exposure',
  params: {
    exposureEv: { kind: 'number', label: 'Exposure', unit: 'EV', min: -4, max: 4, step: 0.05, default: 0 },
    highlightProtection: { kind: 'number', label: 'Highlight protection', unit: '', min: 0, max: 1, step: 0.05, default: 0 },
  },
  space: 'linear',
  tolerance: { meanDeltaE: 0.1, p95DeltaE: 0.3 },
  apply(image, { exposureEv, highlightProtection }) {
    const map = exposureMap(exposureEv, highlightProtection);
    return mapPixels(image, perChannel([map, map, map]));
  },
  lower({ exposureEv, highlightProtection }) {
    if (exposureEv === 0) return [];
    if (exposureEv < 0 || highlightProtection === 0) return [{ adjustment: { kind: 'exposure', exposureEv, offset: 0, gamma: 1 } }];
    return [{ adjustment: fitCompositeCurve(exposureMap(exposureEv, highlightProtection)) }];
  },
  examples: [
    { params: { exposureEv: 1 }, input: [0.5, 0.25, 0.1], output: [0.6852, 0.3426, 0.137] },
    { params: { exposureEv: -2 }, input: [1, 0.5, 0], output: [0.5325, 0.2663, 0] },
    { params: { exposureEv: 1, highlightProtection: 1 }, input: [1, 0, 0], output: [1, 0, 0] },
  ],
});

function exposureMap(exposureEv: number, protection: number): ScalarMap {
  if (exposureEv <= 0 || protection === 0) return exposureFunction({ kind: 'exposure', exposureEv, offset: 0, gamma: 1 });
  const gain = 2 ** exposureEv;
  const brightest = gain + protection * (1 - gain);
  return (value) => compress(gain * value ** PHOTOSHOP_RGB_EXPONENT, gain, brightest) ** (1 / PHOTOSHOP_RGB_EXPONENT);
}

/** A hyperbola from the shoulder's start, where it leaves the straight line with slope 1, that takes `from` to `to`. */
function compress(light: number, from: number, to: number): number {
  const above = light - SHOULDER_START;
  if (above <= 0) return light;
  const bend = (from - to) / ((from - SHOULDER_START) * (to - SHOULDER_START));
  return SHOULDER_START + above / (1 + bend * above);
}
