import type { DocumentFacts } from '../document/document-facts';
import type { WorkingSpace } from '../document/working-space';
import type { Box, DocumentApi, LayerApi } from '../photoshop/photoshop-api';

/** A picture in an open document: a layer's pixels, or what all visible layers make together. Found again by ids alone. */
export interface PictureSource {
  readonly facts: DocumentFacts;
  readonly working: WorkingSpace;
  /** absent for the composite */
  readonly layerId?: number;
  /** where its pixels lie on the canvas */
  readonly bounds: Box;
  readonly name: string;
}

/** A picture as it was when it was sent. */
export interface SealedSource {
  readonly source: PictureSource;
  /** its fingerprint then */
  readonly seal: number;
  /** no pixel of it lets through what is below */
  readonly isOpaque: boolean;
}
/** The same picture, found again. `layer` is absent for the composite. */
export interface FoundSource { readonly document: DocumentApi; readonly layer?: LayerApi }

/** What to ask Photoshop's imaging API for. */
export function pixelsOf({ facts, layerId }: PictureSource): { documentID: number; layerID?: number } {
  return { documentID: facts.id, ...(layerId !== undefined && { layerID: layerId }) };
}

/** The same picture gets the same id, for as long as its document is open and nobody paints on it. */
export function pictureId({ facts, layerId }: PictureSource, seal: number): string {
  return `${facts.id}-${layerId ?? 'composite'}-${seal.toString(36)}`;
}
