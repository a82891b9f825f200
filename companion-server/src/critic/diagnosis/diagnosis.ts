import type { CurvePoint } from '@photocrafter/shared/adjustments/adjustment';

/** What restoration can answer. `motionBlur` is blur with a direction; `clipping` is lost for good and only told. */
export const DEGRADATIONS = ['noise', 'compression', 'blur', 'motionBlur', 'haze', 'lowLight', 'rain'] as const;
export type DegradationKind = (typeof DEGRADATIONS)[number];

/** What ails a picture's pixels, measured at full resolution. */
export interface Diagnosis {
  /** 0 none .. 1 ruins the picture: calibrated expectation of how strong the fault is (models/degradation-diagnosis.md) */
  readonly severity: Readonly<Record<DegradationKind, number>>;
  /** noise deviation by brightness, both in 8-bit levels: mean of the channels */
  readonly noise: readonly CurvePoint[];
  /** (100 - JPEG quality) / 100, as the blocks show it */
  readonly compressionLevel: number;
  /** deviation of the blur of the sharpest parts, px */
  readonly blurRadiusPx: number;
  /** direction of the smear, degrees from horizontal 0..180; only means something with `motionBlur` */
  readonly motionDegrees: number;
}
