import type { FoundSource } from '../capture/picture-source';
import { siblingsOf, toArray } from '../photoshop/layer-tree';
import type { LayerApi, PhotoshopApi } from '../photoshop/photoshop-api';
import { readEdit, type PlacedEdit } from './placed-edit';

export interface Placed { readonly group: LayerApi; readonly edit: PlacedEdit }

/**
 * The group that stands in the document for a picture as it was read (`seal`), by what its metadata say. Looked for beside the picture
 * only. A picture that was read anew, with another result already in it, is another one: its group goes on top.
 */
export async function findPlaced({ action }: PhotoshopApi, { document, layer }: FoundSource, seal: number): Promise<Placed | undefined> {
  const beside = layer === undefined ? toArray(document.layers) : siblingsOf(document, layer);
  for (const group of beside.filter(({ kind }) => kind === 'group')) {
    const edit = await readEdit(action, group.id);
    if (edit !== undefined && edit.sourceId === layer?.id && edit.seal === seal) return { group, edit };
  }
  return undefined;
}
