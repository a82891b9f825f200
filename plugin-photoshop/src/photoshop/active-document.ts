import { findDocument } from './layer-tree';
import type { DocumentApi, PhotoshopApi } from './photoshop-api';

/** Undefined while none is open: Photoshop throws or answers null then. */
export function activeDocument(app: PhotoshopApi['app']): DocumentApi | undefined {
  try {
    return app.activeDocument ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * Makes a document the active one and returns how to turn back. Descriptors mean the active document, whichever layer ids they name, and the
 * user may have turned to another while the companion worked. A document that was closed is missed by whoever looks for it.
 */
export function activateDocument(api: PhotoshopApi, id: number): () => void {
  const { app } = api;
  const before = activeDocument(app)?.id;
  const wanted = findDocument(api, id);
  if (wanted === undefined || before === id) return () => undefined;
  app.activeDocument = wanted;
  return () => {
    const back = before === undefined ? undefined : findDocument(api, before);
    if (back !== undefined) app.activeDocument = back;
  };
}
