import { play } from '../photoshop/batch-play';
import type { ModalScope } from '../photoshop/in-modal';
import { findLayer, toArray } from '../photoshop/layer-tree';
import type { Box, DocumentApi, ImageData, PhotoshopApi } from '../photoshop/photoshop-api';
import { MASK_FORM } from '../realise/mask';
import { selectLayer } from '../realise/select-layer';
import { boxSize } from '../document/box';

/** What the user had selected, taken aside while we work. */
export interface UserState { restore(scope: ModalScope): Promise<void> }

/** Remembers active layers and selection and deselects: an active selection would become the mask of every new adjustment layer (hosts.md 3.4). */
export async function setAside(api: PhotoshopApi, document: DocumentApi, scope: ModalScope): Promise<UserState> {
  const active = toArray(document.activeLayers).map(({ id }) => id);
  const selection = document.selection.bounds === null ? undefined : await readSelection(api, document, scope);
  if (selection !== undefined) {
    await scope.step(play(api.action, { _obj: 'set', _target: [{ _ref: 'channel', _property: 'selection' }], to: { _enum: 'ordinal', _value: 'none' } }));
  }
  return {
    async restore(later) {
      if (selection !== undefined) await writeSelection(api, document, selection, later);
      const [first, ...others] = active.map((id) => findLayer(document, id)).filter((layer) => layer !== undefined);
      if (first !== undefined) await selectLayer(api, first, later);
      for (const layer of others) layer.selected = true;
      if (first === undefined) for (const layer of toArray(document.activeLayers)) layer.selected = false;
    },
  };
}

interface Selection { readonly samples: Uint8Array | Uint16Array | Float32Array; readonly box: Box }

async function readSelection({ imaging }: PhotoshopApi, { id }: DocumentApi, { step }: ModalScope): Promise<Selection> {
  const { imageData, sourceBounds }: { imageData: ImageData; sourceBounds: Box } = await imaging.getSelection({ documentID: id });
  try {
    return { samples: await step(imageData.getData({ chunky: true, fullRange: true })), box: sourceBounds };
  } finally {
    imageData.dispose();
  }
}

async function writeSelection({ imaging }: PhotoshopApi, { id }: DocumentApi, { samples, box }: Selection, { step }: ModalScope): Promise<void> {
  const { width, height } = boxSize(box);
  const imageData = await imaging.createImageDataFromBuffer(samples, { ...MASK_FORM, width, height });
  try {
    await step(imaging.putSelection({ documentID: id, imageData, replace: true, targetBounds: { left: box.left, top: box.top, width, height } }));
  } finally {
    imageData.dispose();
  }
}
