import { AppError } from '@photocrafter/shared/errors/app-error';
import { boxSize } from '../document/box';
import { play } from '../photoshop/batch-play';
import type { ModalScope } from '../photoshop/in-modal';
import type { Box, DocumentApi, LayerApi, PhotoshopApi } from '../photoshop/photoshop-api';
import { hasLayerMask, type Coverage } from '../capture/read-coverage';
import { selectLayer } from './select-layer';

export interface MaskTarget { readonly document: DocumentApi; readonly layer: LayerApi; readonly bounds: Box; readonly coverage: Coverage }

/** 8-bit grey, as the imaging API wants masks (hosts.md 3.2). */
export const MASK_FORM = { components: 1, chunky: true, colorSpace: 'Grayscale', colorProfile: 'Gray Gamma 2.2', fullRange: true } as const;

/** Gives a layer or group a pixel mask, everything outside of `bounds` hidden. */
export async function putMask(api: PhotoshopApi, { document, layer, bounds, coverage }: MaskTarget, scope: ModalScope): Promise<void> {
  const { action, imaging } = api;
  await selectLayer(api, layer, scope);
  // some preferences give every new adjustment layer a mask
  if (!await scope.step(hasLayerMask(api, layer.id))) {
    await scope.step(play(action, { _obj: 'make', new: { _class: 'channel' }, at: { _ref: 'channel', _enum: 'channel', _value: 'mask' }, using: { _enum: 'userMaskEnabled', _value: 'hideAll' } }));
  }
  const { width, height } = boxSize(bounds);
  const imageData = await imaging.createImageDataFromBuffer(coverage, { ...MASK_FORM, width, height });
  try {
    await scope.step(imaging.putLayerMask({ documentID: document.id, layerID: layer.id, kind: 'user', imageData, replace: true, targetBounds: { left: bounds.left, top: bounds.top, width, height } }));
  } finally {
    imageData.dispose();
  }
  if (!await scope.step(hasLayerMask(api, layer.id))) throw new AppError('HOST_REFUSED', `"${layer.name}" got no mask`);
}
