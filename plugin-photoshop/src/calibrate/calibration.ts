import { ADJUSTMENT_KINDS, type AdjustmentKind } from '@photocrafter/shared/adjustments/adjustment';

/** What a calibration run in a real Photoshop measured: calibration.json. */
export interface Calibration {
  readonly schemaVersion: 1;
  readonly photoshop: string;
  readonly when: string;
  /** CIEDE2000 between our meaning and what Photoshop rendered, over the test chart; absent where the descriptor was refused */
  readonly adjustments: readonly { readonly kind: AdjustmentKind; readonly meanDeltaE?: number; readonly p95DeltaE?: number; readonly refused?: string }[];
  /** every other claim of hosts.md that was tried, and what came of it */
  readonly claims: readonly { readonly claim: string; readonly holds: boolean; readonly detail: string }[];
}

/** Beyond this a trained eye sees the difference between preview and layers: then pixels are placed. */
export const TOLERATED_MEAN_DELTA_E = 1;
export const TOLERATED_P95_DELTA_E = 3;

/** The kinds that must not be placed as layers. None for a text that is no calibration. */
export function outOfTolerance(json: string): readonly AdjustmentKind[] {
  try {
    const { schemaVersion, adjustments } = JSON.parse(json) as Calibration;
    if (schemaVersion !== 1) return [];
    return adjustments.filter(({ kind, meanDeltaE, p95DeltaE }) => ADJUSTMENT_KINDS.includes(kind) && !((meanDeltaE ?? Infinity) <= TOLERATED_MEAN_DELTA_E && (p95DeltaE ?? Infinity) <= TOLERATED_P95_DELTA_E)).map(({ kind }) => kind);
  } catch {
    return [];
  }
}
