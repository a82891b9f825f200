import type { DocumentApi, LayerApi, PhotoshopApi } from './photoshop-api';

/** The open document of that id. Copied by index: Photoshop's collections are not iterable in every version. */
export function findDocument({ app }: PhotoshopApi, id: number): DocumentApi | undefined {
  return toArray(app.documents).find((document) => document.id === id);
}

export function findLayer(document: DocumentApi, id: number): LayerApi | undefined {
  return allLayers(document.layers).find((layer) => layer.id === id);
}

/** Every layer, groups before what is in them, from the top. */
export function allLayers(layers: ArrayLike<LayerApi> | null): readonly LayerApi[] {
  return toArray(layers ?? []).flatMap((layer) => [layer, ...(layer.kind === 'group' ? allLayers(layer.layers) : [])]);
}

/** The layers beside this one in its group or document, from the top. */
export function siblingsOf(document: DocumentApi, layer: LayerApi): readonly LayerApi[] {
  return toArray(layer.parent?.layers ?? document.layers);
}

export function toArray<Item>(list: ArrayLike<Item>): readonly Item[] {
  return Array.from({ length: list.length }, (_, i) => list[i]!);
}
