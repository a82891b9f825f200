import { outOfTolerance } from '../src/calibrate/calibration';
import type { AdjustmentKind } from '@photocrafter/shared/adjustments/adjustment';

export const CALIBRATION_KEY = 'photocrafter.calibration';

/** Kinds that a calibration run on this computer found to render otherwise than we mean. Nobody may have made one. */
export function recallCalibration(): readonly AdjustmentKind[] {
  return outOfTolerance(localStorage.getItem(CALIBRATION_KEY) ?? '');
}
