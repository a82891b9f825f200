import { boxSize, intersect } from '../document/box';
import { play } from '../photoshop/batch-play';
import type { ModalScope } from '../photoshop/in-modal';
import { findDocument } from '../photoshop/layer-tree';
import type { Box, ImageData, PhotoshopApi } from '../photoshop/photoshop-api';
import type { PictureSource } from './picture-source';

/** How much of each pixel of a picture the result may replace: 8 bit, 255 all of it, over the picture's bounds. */
export type Coverage = Uint8Array;

/** Both where both are; undefined when there is neither. */
export function multiplyCoverage(one: Coverage | undefined, other: Coverage | undefined): Coverage | undefined {
  return one === undefined || other === undefined ? one ?? other : one.map((value, i) => Math.round((value * other[i]!) / 255));
}

/** The user's selection over a picture, soft edges and all; undefined when nothing is selected. */
export async function selectionCoverage(api: PhotoshopApi, { facts, bounds }: PictureSource, { step }: ModalScope): Promise<Coverage | undefined> {
  if ((findDocument(api, facts.id)?.selection.bounds ?? null) === null) return undefined;
  return within(await api.imaging.getSelection({ documentID: facts.id }), bounds, 0, step);
}

/** The pixel mask of the picture's layer; undefined when it has none. */
export async function maskCoverage(api: PhotoshopApi, { facts, layerId, bounds }: PictureSource, { step }: ModalScope): Promise<Coverage | undefined> {
  if (layerId === undefined || !await hasLayerMask(api, layerId)) return undefined;
  // a mask hides what lies outside of what it stores only when it was made so; where Photoshop stores nothing it shows
  return within(await api.imaging.getLayerMask({ documentID: facts.id, layerID: layerId, kind: 'user' }), bounds, 255, step);
}

/** Whether a layer has a pixel mask: asking for one that is not there is an error. [C]: a property of layers outside of hosts.md. */
export async function hasLayerMask({ action }: PhotoshopApi, layerId: number): Promise<boolean> {
  return (await play(action, { _obj: 'get', _target: [{ _property: 'hasUserMask' }, { _ref: 'layer', _id: layerId }] }))['hasUserMask'] === true;
}

/** The part of a grey picture that lies over `bounds`; `outside` where it has none. Masks of 16-bit documents have 16 bits. */
async function within({ imageData, sourceBounds }: { readonly imageData: ImageData; readonly sourceBounds: Box }, bounds: Box, outside: number, step: ModalScope['step']): Promise<Coverage> {
  try {
    const samples = await step(imageData.getData({ chunky: true, fullRange: true }));
    const scale = imageData.componentSize === 8 ? 1 : imageData.componentSize === 16 ? 255 / 65535 : 255;
    const { width, height } = boxSize(bounds);
    const coverage = new Uint8Array(width * height).fill(outside);
    const common = intersect(sourceBounds, bounds);
    for (let y = common.top; y < common.bottom; y++) {
      for (let x = common.left; x < common.right; x++) {
        coverage[(y - bounds.top) * width + x - bounds.left] = Math.round(scale * samples[(y - sourceBounds.top) * imageData.width + x - sourceBounds.left]!);
      }
    }
    return coverage;
  } finally {
    imageData.dispose();
  }
}
