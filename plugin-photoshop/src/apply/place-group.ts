import { AppError } from '@photocrafter/shared/errors/app-error';
import { boxSize } from '../document/box';
import type { FoundSource, PictureSource, SealedSource } from '../capture/picture-source';
import type { ModalScope } from '../photoshop/in-modal';
import { siblingsOf, toArray } from '../photoshop/layer-tree';
import type { DocumentApi, LayerApi, PhotoshopApi } from '../photoshop/photoshop-api';
import { selectLayer } from '../realise/select-layer';

export const GROUP_NAME = 'Photocrafter';

export interface PlacedGroup {
  readonly group: LayerApi;
  /** true when what is in the group can only reach the picture; else it needs pixels of its own to be clipped to */
  readonly isConfined: boolean;
}

/**
 * An empty group directly above the picture. Above an opaque layer that fills the canvas that confines it already; above any
 * other it is clipped to the layer, which keeps soft edges exact. Where the layer is part of a clipping chain the group joins it.
 */
export async function placeGroup(api: PhotoshopApi, { document, layer }: FoundSource, { source, isOpaque }: SealedSource, scope: ModalScope): Promise<PlacedGroup> {
  const below = layer ?? toArray(document.layers)[0];
  if (below !== undefined) await selectLayer(api, below, scope);
  const group = await scope.step(document.createLayerGroup({ name: GROUP_NAME }));
  if (group === null) throw new AppError('HOST_REFUSED', 'group: none came');
  if (below !== undefined && layerBelow(document, group)?.id !== below.id) group.move(below, 'placeBefore');
  if (layer === undefined) return { group, isConfined: true };
  const fillsCanvas = isOpaque && covers(source, document) && layer.opacity === 100 && layer.blendMode === 'normal';
  const above = layerAbove(document, group);
  if (fillsCanvas && !layer.isClippingMask && above?.isClippingMask !== true) return { group, isConfined: true };
  group.isClippingMask = true;
  // a chain of several clipped layers changes all of it, not this layer alone
  return { group, isConfined: group.isClippingMask && (!layer.isClippingMask || fillsCanvas) };
}

function covers({ bounds }: PictureSource, { width, height }: DocumentApi): boolean {
  const { width: across, height: down } = boxSize(bounds);
  return bounds.left <= 0 && bounds.top <= 0 && bounds.left + across >= width && bounds.top + down >= height;
}

function layerBelow(document: DocumentApi, layer: LayerApi): LayerApi | undefined {
  const siblings = siblingsOf(document, layer);
  return siblings[siblings.findIndex(({ id }) => id === layer.id) + 1];
}

function layerAbove(document: DocumentApi, layer: LayerApi): LayerApi | undefined {
  const siblings = siblingsOf(document, layer);
  return siblings[siblings.findIndex(({ id }) => id === layer.id) - 1];
}
