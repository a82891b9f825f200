import type { PortableSignal } from '@photocrafter/shared/client/portable-fetch';
import { AppError } from '@photocrafter/shared/errors/app-error';
import type { Delivery } from '@photocrafter/shared/host/host-adapter';
import type { FoundSource, SealedSource } from '../capture/picture-source';
import { maskCoverage, multiplyCoverage, selectionCoverage } from '../capture/read-coverage';
import { placeNotes } from '../notes/place-notes';
import { inModal, type ModalScope } from '../photoshop/in-modal';
import { allLayers } from '../photoshop/layer-tree';
import type { LayerApi, PhotoshopApi } from '../photoshop/photoshop-api';
import type { PluginContext } from '../plugin-context';
import { makeAdjustmentLayer } from '../realise/adjustment-layer';
import { putMask } from '../realise/mask';
import { copyPixels, putSamples } from '../realise/pixels';
import { fetchResults, type FetchedResults } from './fetch-results';
import { findPlaced } from './find-placed';
import { findUnchanged } from './find-source';
import { placeGroup } from './place-group';
import { storeEdit, type PlacedLayer } from './placed-edit';
import { setAside } from './user-state';

const COMMAND = 'Photocrafter: Enhance';

/**
 * Places a finished edit: one group above the picture with its new pixels and its adjustment layers, the notes, and the plan in
 * the group's metadata. One undo step; the original is never written to; a group that stood there for the same picture is
 * replaced. The network is done with before Photoshop is held. Throws CANCELLED, DOCUMENT_CHANGED, HOST_REFUSED, the client's errors.
 */
export async function applyEdit({ api, after }: PluginContext, sealed: SealedSource, delivery: Delivery, signal: PortableSignal): Promise<void> {
  if (signal.aborted) throw new AppError('CANCELLED');
  const results = await fetchResults(delivery, signal);
  const { tell } = delivery;
  await inModal(api, {
    name: COMMAND, changes: sealed.source.facts.id, after, signal,
    onBusy: () => { tell?.({ kind: 'hostBusy' }); },
    before: () => findUnchanged(api, sealed),
  }, (scope, found) => place(api, { sealed, found, results, delivery }, {
    ...scope,
    progress(value) {
      scope.progress(value);
      tell?.({ kind: 'placing', progress: value });
    },
  }));
}

interface Placing { readonly sealed: SealedSource; readonly found: FoundSource; readonly results: FetchedResults; readonly delivery: Delivery }

async function place(api: PhotoshopApi, placing: Placing, scope: ModalScope): Promise<void> {
  const { sealed, found, delivery: { plan, critique, choice, tell }, results } = placing;
  const { document } = found;
  const { source, seal } = sealed;
  const selection = await selectionCoverage(api, source, scope);
  const user = await setAside(api, document, scope);
  removeGroup((await findPlaced(api, found, seal))?.group);
  const { group, isConfined } = await placeGroup(api, found, sealed, scope);
  // what is clipped to the layer has its mask already
  const coverage = multiplyCoverage(selection, isConfined ? undefined : await maskCoverage(api, source, scope));
  const base = await placeBase(api, placing, group, isConfined, scope);
  const stack = await placeStack(api, placing, group, base, scope);
  await placeEnhanced(api, placing, group, scope);
  if (coverage !== undefined) await putMask(api, { document, layer: group, bounds: source.bounds, coverage }, scope);
  if (choice.notes) {
    const form = await placeNotes(api, { document, group, bounds: source.bounds }, critique, scope);
    tell?.({ kind: 'notes', form });
  }
  await scope.step(storeEdit(api.action, group.id, {
    schemaVersion: 1, plan, critique, layers: choice.layers, bounds: source.bounds, seal, stack,
    ...(source.layerId !== undefined && { sourceId: source.layerId }), ...(base !== undefined && { baseId: base.id }), baked: choice.layers !== 'adjustments' || results.base !== undefined,
  }));
  await user.restore(scope);
  scope.progress(1);
}

/** With its critique layer, which we locked: Photoshop deletes nothing that is locked. */
function removeGroup(group: LayerApi | undefined): void {
  if (group === undefined) return;
  for (const layer of allLayers(group.layers)) if (layer.allLocked) layer.allLocked = false;
  group.delete();
}

/** What adjustments are clipped to, if they need it: pixels that no adjustment can hold, or a copy of the picture. */
async function placeBase(api: PhotoshopApi, { sealed: { source }, found: { document }, results: { layers, base } }: Placing, group: LayerApi, isConfined: boolean, scope: ModalScope): Promise<LayerApi | undefined> {
  if (layers === undefined) return undefined;
  if (base !== undefined) return addPixelLayer(document, group, 'Restored', (layer) => putSamples(api, source, layer, layers.raster, base, scope), scope);
  if (isConfined || layers.stack.length === 0) return undefined;
  return addPixelLayer(document, group, 'Copy', (layer) => copyPixels(api, source, layer, scope), scope);
}

/** The finished picture, on top: no adjustment may change it again, and none may be clipped to it. With both, the editable layers show and it waits. */
async function placeEnhanced(api: PhotoshopApi, { sealed: { source }, found: { document }, results: { layers, pixels } }: Placing, group: LayerApi, scope: ModalScope): Promise<void> {
  if (pixels === undefined) return;
  const enhanced = await addPixelLayer(document, group, 'Enhanced', (layer) => putSamples(api, source, layer, layers?.raster ?? rasterOf(source, pixels), pixels, scope), scope);
  if (layers !== undefined) enhanced.visible = false;
}

/** A pixel layer on top of the group, clipped to nothing. */
async function addPixelLayer(document: FoundSource['document'], group: LayerApi, name: string, fill: (layer: LayerApi) => Promise<void>, scope: ModalScope): Promise<LayerApi> {
  const layer = await scope.step(document.createPixelLayer({ name }));
  if (layer === null) throw new AppError('HOST_REFUSED', 'pixel layer: none came');
  if (layer.parent?.id !== group.id) layer.move(group, 'placeInside');
  const top = group.layers?.[0];
  if (top !== undefined && top.id !== layer.id) layer.move(top, 'placeBefore');
  if (layer.isClippingMask) layer.isClippingMask = false;
  await fill(layer);
  return layer;
}

async function placeStack(api: PhotoshopApi, { sealed: { source }, found: { document }, results: { layers } }: Placing, group: LayerApi, base: LayerApi | undefined, scope: ModalScope): Promise<readonly PlacedLayer[]> {
  const placed: PlacedLayer[] = [];
  let above = base;
  for (const [i, layer] of (layers?.stack ?? []).entries()) {
    const made = await makeAdjustmentLayer(api, { document, bounds: source.bounds, group, above, isClipped: base !== undefined }, layer, layers!.deviceLinks[i] ?? '', scope);
    placed.push({ layerId: made.id, stepId: layer.stepId, kind: layer.adjustment.kind });
    above = made;
    scope.progress((i + 1) / (layers!.stack.length + 1));
  }
  return placed;
}

/** The shape of the samples when the job told nothing but them. */
function rasterOf({ bounds: { left, top, right, bottom }, working }: SealedSource['source'], pixels: ArrayBuffer) {
  const [width, height] = [right - left, bottom - top];
  return { width, height, depth: working.depth, channels: (pixels.byteLength / (width * height * (working.depth / 8))) as 1 | 2 | 3 | 4 };
}
