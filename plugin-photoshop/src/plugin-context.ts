import type { AdjustmentKind } from '@photocrafter/shared/adjustments/adjustment';
import type { PhotoshopApi } from './photoshop/photoshop-api';

/** What the plugin stands on: handed down, never looked up, so that a fake can stand there too. */
export interface PluginContext {
  readonly api: PhotoshopApi;
  /** `setTimeout` of the host */
  readonly after: (milliseconds: number) => Promise<void>;
  /** kinds that a calibration run found to render otherwise than we mean: they become pixels */
  readonly outOfTolerance: readonly AdjustmentKind[];
}
