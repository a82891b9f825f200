import type { ExposureAdjustment } from '@photocrafter/shared/adjustments/adjustment';
import { CUSTOM, DEFAULT, type Realised } from './realised';

/** Photoshop keeps hundredths. [C x 6] in hosts.md 3.4 */
const TOLERANCE = 0.0051;

export function realiseExposure({ exposureEv, offset, gamma }: ExposureAdjustment): Realised {
  return {
    blank: { _obj: 'exposure', presetKind: DEFAULT },
    values: { _obj: 'exposure', presetKind: CUSTOM, exposure: exposureEv, offset, gammaCorrection: gamma },
    expect: [
      { path: ['exposure'], value: exposureEv, tolerance: TOLERANCE },
      { path: ['offset'], value: offset, tolerance: TOLERANCE },
      { path: ['gammaCorrection'], value: gamma, tolerance: TOLERANCE },
    ],
  };
}
