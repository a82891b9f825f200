import type { AdjustmentLayer } from '@photocrafter/shared/adjustments/adjustment';
import { AppError } from '@photocrafter/shared/errors/app-error';
import type { Mask } from '@photocrafter/shared/pixels/mask';
import { rasteriseMask } from '@photocrafter/shared/pixels/rasterise-mask';
import { boxSize } from '../document/box';
import { play } from '../photoshop/batch-play';
import type { ModalScope } from '../photoshop/in-modal';
import { allLayers, toArray } from '../photoshop/layer-tree';
import type { Box, DocumentApi, LayerApi, PhotoshopApi } from '../photoshop/photoshop-api';
import { putMask } from './mask';
import { checkAdjustment } from './read-back';
import { realise } from './realise';
import { selectLayer } from './select-layer';

/** Where a layer goes: over the picture that its mask is stretched over, in a group, above a layer of it (or at its bottom), clipped to what is below or not. */
export interface LayerPlace { readonly document: DocumentApi; readonly bounds: Box; readonly group: LayerApi; readonly above: LayerApi | undefined; readonly isClipped: boolean }

/**
 * Makes an adjustment layer: make, set, read back. The selection must be empty, or Photoshop turns it into a mask. Throws
 * HOST_REFUSED when the layer is not exactly what was asked for.
 */
export async function makeAdjustmentLayer(api: PhotoshopApi, place: LayerPlace, layer: AdjustmentLayer, deviceLink: string, scope: ModalScope): Promise<LayerApi> {
  const { document, group, above, isClipped } = place;
  const realised = realise(layer.adjustment, { name: layer.name, deviceLink });
  await selectLayer(api, above ?? group, scope);
  const known = new Set(allLayers(document.layers).map(({ id }) => id));
  await scope.step(play(api.action, { _obj: 'make', _target: [{ _ref: 'adjustmentLayer' }], using: { _obj: 'adjustmentLayer', type: realised.blank } }));
  const made = allLayers(document.layers).find(({ id }) => !known.has(id));
  if (made === undefined) throw new AppError('HOST_REFUSED', `${realised.blank._obj}: no layer came`);
  putInPlace(made, place);
  if (isClipped) made.isClippingMask = true;
  await setAdjustment(api, made, layer, deviceLink, scope);
  made.name = layer.name;
  setOpacity(made, layer);
  if (layer.mask !== undefined) await giveMask(api, made, layer.mask, place, scope);
  return made;
}

/** Gives an adjustment layer new values and reads them back. */
export async function setAdjustment(api: PhotoshopApi, made: LayerApi, layer: AdjustmentLayer, deviceLink: string, scope: ModalScope): Promise<void> {
  const realised = realise(layer.adjustment, { name: layer.name, deviceLink });
  await selectLayer(api, made, scope);
  await scope.step(play(api.action, { _obj: 'set', _target: [{ _ref: 'adjustmentLayer', _enum: 'ordinal', _value: 'targetEnum' }], to: realised.values }));
  await checkAdjustment(api.action, made.id, realised);
}

/** By the DOM: one `set` with several properties applied only the first (hosts.md 3.4). Photoshop holds 256 steps of it. */
export function setOpacity(made: LayerApi, { opacity }: AdjustmentLayer): void {
  made.opacity = 100 * opacity;
}

/** A step's mask, stretched over the picture, as the layer's own. */
export async function giveMask(api: PhotoshopApi, made: LayerApi, mask: Mask, { document, bounds }: Pick<LayerPlace, 'document' | 'bounds'>, scope: ModalScope): Promise<void> {
  const { width, height } = boxSize(bounds);
  const weights = rasteriseMask(mask, width, height);
  await putMask(api, { document, layer: made, bounds, coverage: Uint8Array.from(weights, (weight) => Math.round(255 * weight)) }, scope);
}

/** A new layer lands above the active one and inside an active group, says [C]; whatever happened, it ends up where it belongs. */
function putInPlace(made: LayerApi, { group, above }: LayerPlace): void {
  if (made.parent?.id !== group.id) made.move(group, 'placeInside');
  const order = toArray(group.layers ?? []);
  const at = order.findIndex(({ id }) => id === made.id);
  if (above !== undefined && order[at + 1]?.id !== above.id) made.move(above, 'placeBefore');
  if (above === undefined && at !== order.length - 1) made.move(order.at(-1)!, 'placeAfter');
}
