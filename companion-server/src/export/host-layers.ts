import type { AdjustmentLayer } from '@photocrafter/shared/adjustments/adjustment';
import { encodeBase64 } from '@photocrafter/shared/pixels/base64';
import type { RasterDescription } from '@photocrafter/shared/pixels/pixel-buffer';
import type { HostLayers } from '@photocrafter/shared/protocol/host-layers';
import { deviceLinkOf } from './device-link';

/** The `layers` result for a host: `placed` layers above the host's own picture or above the job's `base` result. */
export function hostLayers({ width, height, channels, depth }: RasterDescription, placed: readonly AdjustmentLayer[], below: HostLayers['below']): HostLayers {
  return {
    schemaVersion: 1,
    raster: { width, height, channels, depth },
    below,
    stack: placed,
    deviceLinks: placed.map(({ adjustment, name }) => (adjustment.kind === 'lut3d' ? encodeBase64(deviceLinkOf(adjustment, name)) : '')),
  };
}
