import { AppError } from '@photocrafter/shared/errors/app-error';
import { fingerprint } from '../capture/fingerprint';
import type { FoundSource, PictureSource, SealedSource } from '../capture/picture-source';
import { plainBox, sameBox } from '../document/box';
import { documentFacts, type DocumentFacts } from '../document/document-facts';
import { findDocument, findLayer } from '../photoshop/layer-tree';
import type { PhotoshopApi } from '../photoshop/photoshop-api';
import { findPlaced } from './find-placed';

/**
 * Finds the picture again by its ids and makes sure that the result still fits: same document, size, mode, depth, profile, same place, same
 * pixels. Throws DOCUMENT_CHANGED, saying what changed.
 */
export async function findUnchanged(api: PhotoshopApi, { source, seal }: SealedSource): Promise<FoundSource> {
  const found = findSource(api, source);
  if (found.layer !== undefined && !sameBox(plainBox(found.layer.boundsNoEffects), source.bounds)) throw new AppError('DOCUMENT_CHANGED', `"${found.layer.name}" was moved or cut`);
  // what we placed for the whole picture is part of how it looks now
  const isOurs = source.layerId === undefined && await findPlaced(api, found, seal) !== undefined;
  if (!isOurs && await fingerprint(api.imaging, source) !== seal) throw new AppError('DOCUMENT_CHANGED', `"${found.layer?.name ?? found.document.name}" was edited`);
  return found;
}

/** As `findUnchanged`, whatever the pixels are now. */
export function findSource(api: PhotoshopApi, { facts, layerId }: PictureSource): FoundSource {
  const document = findDocument(api, facts.id);
  if (document === undefined) throw new AppError('DOCUMENT_CHANGED', 'the document was closed');
  const now = documentFacts(document);
  const changed = (Object.keys(facts) as (keyof DocumentFacts)[]).find((key) => now[key] !== facts[key]);
  if (changed !== undefined) throw new AppError('DOCUMENT_CHANGED', `its ${changed} is now ${now[changed]}`);
  if (layerId === undefined) return { document };
  const layer = findLayer(document, layerId);
  if (layer === undefined) throw new AppError('DOCUMENT_CHANGED', 'the layer was deleted');
  return { document, layer };
}
