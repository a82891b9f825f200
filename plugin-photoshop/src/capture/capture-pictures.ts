import type { PortableSignal } from '@photocrafter/shared/client/portable-fetch';
import type { HostCapabilities } from '@photocrafter/shared/protocol/job';
import { readEdit, type PlacedEdit } from '../apply/placed-edit';
import { documentFacts } from '../document/document-facts';
import { workingSpace } from '../document/working-space';
import { activeDocument } from '../photoshop/active-document';
import { inModal, type ModalScope } from '../photoshop/in-modal';
import { findLayer, toArray } from '../photoshop/layer-tree';
import type { DocumentApi, LayerApi } from '../photoshop/photoshop-api';
import type { PluginContext } from '../plugin-context';
import { chooseDocuments, chooseSources } from './choose-sources';
import { fingerprint } from './fingerprint';
import { createLayerPicture, type LayerPicture } from './layer-picture';
import type { PictureSource } from './picture-source';

const COMMAND = 'Photocrafter: Look at the selection';

/** The pictures that the user means, or our own edits when one of our groups is active. Throws NOTHING_SELECTED, UNSUITABLE_LAYER, CANCELLED. */
export async function capturePictures(context: PluginContext, general: HostCapabilities, signal: PortableSignal): Promise<readonly LayerPicture[]> {
  const { api } = context;
  const placed = await capturePlaced(context, general, signal);
  if (placed.length > 0) return placed;
  return picturesOf(context, () => chooseSources(api), general, signal);
}

/** The whole picture of every open document; those that cannot be edited are passed over when others can. Throws NOTHING_SELECTED, UNSUITABLE_LAYER. */
export async function captureDocuments(context: PluginContext, general: HostCapabilities, signal: PortableSignal): Promise<readonly LayerPicture[]> {
  const { api } = context;
  return picturesOf(context, () => chooseDocuments(api), general, signal);
}

/** Sources as pictures, each with the fingerprint by which a change is noticed later. `choose` looks at the document while Photoshop holds still. */
function picturesOf(context: PluginContext, choose: () => readonly PictureSource[], general: HostCapabilities, signal: PortableSignal): Promise<readonly LayerPicture[]> {
  return looking(context, signal, async ({ step }) => {
    const pictures: LayerPicture[] = [];
    for (const source of choose()) {
      pictures.push(createLayerPicture(context, { source, seal: await step(fingerprint(context.api.imaging, source)) }, capabilitiesFor(source, general)));
    }
    return pictures;
  });
}

/** The edits of our groups among the active layers. */
export async function capturePlaced(context: PluginContext, general: HostCapabilities, signal: PortableSignal): Promise<readonly LayerPicture[]> {
  const document = activeDocument(context.api.app);
  const groups = document === undefined ? [] : toArray(document.activeLayers).map(groupOf).filter((group) => group !== undefined);
  if (document === undefined || groups.length === 0) return [];
  return looking(context, signal, async ({ step }) => {
    const pictures: LayerPicture[] = [];
    for (const group of groups) {
      const edit = await step(readEdit(context.api.action, group.id));
      if (edit !== undefined) pictures.push(earlierPicture(context, document, edit, general));
    }
    return pictures;
  }, document.id);
}

function earlierPicture(context: PluginContext, document: DocumentApi, { plan, critique, seal, sourceId, bounds }: PlacedEdit, general: HostCapabilities): LayerPicture {
  const facts = documentFacts(document);
  const name = (sourceId === undefined ? undefined : findLayer(document, sourceId)?.name) ?? document.name;
  const source: PictureSource = { facts, working: workingSpace(facts), bounds, name, ...(sourceId !== undefined && { layerId: sourceId }) };
  return createLayerPicture(context, { source, seal }, capabilitiesFor(source, general), { plan, critique });
}

/** A layer inside of a group stands for the group: that is where its edit is remembered. */
function groupOf(layer: LayerApi): LayerApi | undefined {
  return layer.kind === 'group' ? layer : layer.parent ?? undefined;
}

/** What is out of tolerance in general is so in every document. */
function capabilitiesFor({ working }: PictureSource, general: HostCapabilities): HostCapabilities {
  return { ...general, adjustments: working.adjustments.filter((kind) => general.adjustments.includes(kind)) };
}

function looking<Result>({ api, after }: PluginContext, signal: PortableSignal, look: (scope: ModalScope) => Promise<Result>, reads?: number): Promise<Result> {
  return inModal(api, { name: COMMAND, ...(reads !== undefined && { reads }), after, signal, before: () => undefined }, look);
}
