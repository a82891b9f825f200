import type { AdjustmentLayer } from '@photocrafter/shared/adjustments/adjustment';
import type { HostCapabilities } from '@photocrafter/shared/protocol/job';

/** A stack, bottom first: what must become pixels, and what the host places above it as layers. */
export interface SplitStack { readonly baked: readonly AdjustmentLayer[]; readonly placed: readonly AdjustmentLayer[] }

/** Everything up to the last layer that the host cannot place is baked, since layers apply to what lies below them. */
export function splitStack(layers: readonly AdjustmentLayer[], host: HostCapabilities | undefined): SplitStack {
  const cannot = (layer: AdjustmentLayer): boolean => host !== undefined && (!host.adjustments.includes(layer.adjustment.kind) || (layer.mask !== undefined && !host.masks));
  const first = layers.findLastIndex(cannot) + 1;
  return { baked: layers.slice(0, first), placed: layers.slice(first) };
}
