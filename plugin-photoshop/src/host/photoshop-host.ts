import { discoverCompanion } from '@photocrafter/shared/client/discover-companion';
import type { PortableSignal } from '@photocrafter/shared/client/portable-fetch';
import { AppError } from '@photocrafter/shared/errors/app-error';
import type { Delivery, HostAdapter, HostPicture, PictureWish } from '@photocrafter/shared/host/host-adapter';
import type { HostCapabilities } from '@photocrafter/shared/protocol/job';
import { applyEdit } from '../apply/apply-edit';
import { resultsFor } from '../apply/fetch-results';
import { updateEdit } from '../apply/update-edit';
import { captureDocuments, capturePictures, capturePlaced } from '../capture/capture-pictures';
import type { LayerPicture } from '../capture/layer-picture';
import { placeCritique } from '../notes/place-critique';
import { EDITABLE } from '../document/working-space';
import type { HostParts } from './host-parts';

/** Photoshop's events after which another layer may be active. */
const SELECTION_EVENTS = ['select', 'open', 'close'];

/** Photoshop as the panel knows a host, and as its menu does. */
export interface PhotoshopHost extends HostAdapter {
  /** gives the panel what the user means, with what they want done with it: the active layers, or the picture of every open document */
  wish(wish: PictureWish, where: 'selection' | 'documents', signal: PortableSignal): Promise<readonly HostPicture[]>;
}

export function createPhotoshopHost({ context, fetch, token, shelf, copyText, saveText, saveBytes, ports }: HostParts): PhotoshopHost {
  const { api, outOfTolerance, after } = context;
  const capabilities: HostCapabilities = { host: 'photoshop', adjustments: EDITABLE.filter((kind) => !outOfTolerance.includes(kind)), masks: true, depth: 16 };
  const never: PortableSignal = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined };
  const listeners = new Set<(pictures: readonly HostPicture[]) => void>();
  const known = new Map<string, LayerPicture>();
  /** One picture keeps one object: it remembers what was read. */
  const keep = (pictures: readonly LayerPicture[]): readonly LayerPicture[] => pictures.map((picture) => {
    const kept = known.get(picture.id);
    if (kept !== undefined && picture.earlier === undefined) return kept;
    known.set(picture.id, picture);
    return picture;
  });
  const own = ({ id }: HostPicture): LayerPicture => {
    const picture = known.get(id);
    if (picture === undefined) throw new AppError('NOT_FOUND', id);
    return picture;
  };

  return {
    name: 'photoshop',
    capabilities,
    abilities: { places: 'layers', layers: ['adjustments', 'both', 'enhanced'], options: [], notes: true, manyPictures: true, captureBy: 'selection' },
    fetch,
    token,
    discover: () => discoverCompanion({ fetch, after, ...(ports && { ports }) }),
    async capture(signal) { return keep(await capturePictures(context, capabilities, signal)); },
    onSelectionChange(listener) {
      const look = (): void => {
        // only our own groups: another active layer is no wish to edit it
        void capturePlaced(context, capabilities, never).then((pictures) => { if (pictures.length > 0) listener(keep(pictures)); }, () => undefined);
      };
      listeners.add(listener);
      void api.action.addNotificationListener(SELECTION_EVENTS, look);
      return () => {
        listeners.delete(listener);
        void api.action.removeNotificationListener(SELECTION_EVENTS, look);
      };
    },
    async wish(wish, where, signal) {
      const found = where === 'selection' ? await capturePictures(context, capabilities, signal) : await captureDocuments(context, capabilities, signal);
      const pictures = keep(found).map((picture) => ({ ...picture, wish }));
      for (const listener of listeners) listener(pictures);
      return pictures;
    },
    resultsFor,
    async apply(delivery, signal) {
      await applyEdit(context, own(delivery.picture).sealed(), delivery, signal);
      await saveFiles(delivery, saveBytes, signal);
    },
    update: ({ picture, plan, critique }, signal) => updateEdit(context, own(picture).sealed(), { plan, critique }, signal),
    notes: (picture, critique) => placeCritique(context, own(picture).source, critique, never),
    remember: (key, value) => shelf.set(key, value),
    recall: (key) => shelf.get(key),
    copyText,
    saveText,
  };
}

/** Files that were asked for beside the layers. */
async function saveFiles({ client, jobId, choice }: Delivery, saveBytes: HostParts['saveBytes'], signal: PortableSignal): Promise<void> {
  if (choice.formats.length === 0) return;
  const placed = ['layers', 'base', 'pixels'];
  for (const { kind, fileName } of (await client.job(jobId, signal)).report?.files ?? []) {
    if (signal.aborted) return;
    if (!placed.includes(kind)) await saveBytes(fileName, await client.result(jobId, kind, signal));
  }
}
