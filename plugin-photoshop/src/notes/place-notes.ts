import type { Critique } from '@photocrafter/shared/critique/critique';
import { toAppError } from '@photocrafter/shared/errors/app-error';
import type { NotesForm } from '@photocrafter/shared/host/host-adapter';
import type { ModalScope } from '../photoshop/in-modal';
import type { Box, DocumentApi, LayerApi, PhotoshopApi } from '../photoshop/photoshop-api';
import { makeAnnotations } from './annotations';
import { makeCritiqueLayer } from './critique-layer';
import { makeMarkers } from './markers';

export interface NotesPlace { readonly document: DocumentApi; readonly group?: LayerApi; readonly bounds: Box }

/**
 * Puts the critique on the canvas in the best form that this Photoshop takes: its own notes, else numbered markers, else the text
 * layer alone, which comes with every form. Returns the form; `stored` when all were refused. Throws CANCELLED.
 */
export async function placeNotes(api: PhotoshopApi, { document, group, bounds }: NotesPlace, critique: Critique, scope: ModalScope): Promise<NotesForm> {
  const onCanvas = await tried(() => makeAnnotations(api.action, critique, bounds, scope).then(() => true)) ? 'annotations'
    : await tried(() => Promise.resolve(makeMarkers(document, critique, bounds))) ? 'markers' : undefined;
  const hasText = await tried(() => makeCritiqueLayer(document, group, critique, bounds, scope).then(() => true));
  return onCanvas ?? (hasText ? 'text' : 'stored');
}

/** Only a refusal leads to the next form. */
async function tried(form: () => Promise<boolean>): Promise<boolean> {
  try {
    return await form();
  } catch (error) {
    const failure = toAppError(error);
    if (failure.code === 'CANCELLED') throw failure;
    return false;
  }
}
