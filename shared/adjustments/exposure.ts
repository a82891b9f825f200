import type { ExposureAdjustment } from './adjustment';
import { clampUnit, type ScalarMap } from './pixel-map';

/** The exponent by which Photoshop's Exposure takes RGB to linear light, whatever the profile. */
export const PHOTOSHOP_RGB_EXPONENT = 2.2;
/** The same for greyscale documents in Dot Gain 20 % (measured on files that Photoshop rendered, see docs/quality.md). */
export const PHOTOSHOP_GREY_EXPONENT = 1.75;

/** Photoshop clamps the gamma slider to this range. */
const GAMMA_RANGE = [0.01, 9.99] as const;

/** Exposure on one encoded sample: v^n x 2^EV + offset, clamped to 0..1, ^(1/gamma), ^(1/n). */
export function exposureFunction(adjustment: ExposureAdjustment, exponent: number = PHOTOSHOP_RGB_EXPONENT): ScalarMap {
  const gain = 2 ** adjustment.exposureEv;
  const gamma = Math.min(Math.max(adjustment.gamma, GAMMA_RANGE[0]), GAMMA_RANGE[1]);
  const { offset } = adjustment;
  return (value) => clampUnit(gain * Math.max(value, 0) ** exponent + offset) ** (1 / (gamma * exponent));
}
