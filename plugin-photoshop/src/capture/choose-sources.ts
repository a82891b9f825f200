import { AppError, toAppError } from '@photocrafter/shared/errors/app-error';
import { boxSize, plainBox } from '../document/box';
import { documentFacts, type DocumentFacts } from '../document/document-facts';
import { workingSpace } from '../document/working-space';
import { activeDocument } from '../photoshop/active-document';
import { toArray } from '../photoshop/layer-tree';
import type { DocumentApi, LayerApi, PhotoshopApi } from '../photoshop/photoshop-api';
import type { PictureSource } from './picture-source';

/** Layers whose pixels Photoshop hands over. */
const PIXEL_KINDS: readonly string[] = ['pixel', 'smartObject'];
/** Layers without pixels of their own that change or fill what is below: with one of them active the user looks at the whole picture. */
const WHOLE_PICTURE_KINDS: readonly string[] = [
  'blackAndWhite', 'brightnessContrast', 'channelMixer', 'colorBalance', 'curves', 'exposure', 'gradientMap', 'hueSaturation', 'inversion', 'levels',
  'photoFilter', 'posterize', 'selectiveColor', 'threshold', 'vibrance', 'colorLookup', 'clarity', 'grain',
];

/**
 * The pictures that the user means: every active layer that has pixels, or the composite when no layer, or only an adjustment, is
 * active. Layers that cannot be edited are passed over when others can. Throws NOTHING_SELECTED; UNSUITABLE_LAYER, saying why.
 */
export function chooseSources({ app }: PhotoshopApi): readonly PictureSource[] {
  const document = activeDocument(app);
  if (document === undefined) throw new AppError('NOTHING_SELECTED');
  const facts = documentFacts(document);
  const active = toArray(document.activeLayers);
  if (active.length === 0) return [composite(document, facts)];
  const sources = suitable(active, (layer) => sourceOf(document, facts, layer));
  return sources.filter(({ layerId }, i) => layerId !== undefined || sources.findIndex((other) => other.layerId === undefined) === i);
}

/** The whole pictures of all open documents that have continuous tones. Throws NOTHING_SELECTED, UNSUITABLE_LAYER. */
export function chooseDocuments({ app }: PhotoshopApi): readonly PictureSource[] {
  const documents = toArray(app.documents);
  if (documents.length === 0) throw new AppError('NOTHING_SELECTED');
  return suitable(documents, (document) => composite(document, documentFacts(document)));
}

/** Those that have a source; throws the first fault when none has. */
function suitable<Item>(items: readonly Item[], sourceOfItem: (item: Item) => PictureSource): readonly PictureSource[] {
  const faults: AppError[] = [];
  const sources = items.flatMap((item) => {
    try {
      return [sourceOfItem(item)];
    } catch (error) {
      faults.push(toAppError(error));
      return [];
    }
  });
  if (sources.length === 0) throw faults[0]!;
  return sources;
}

/** The picture of one layer of an open document. Throws UNSUITABLE_LAYER. */
export function sourceOf(document: DocumentApi, facts: DocumentFacts, layer: LayerApi): PictureSource {
  if (WHOLE_PICTURE_KINDS.includes(layer.kind)) return composite(document, facts);
  const fault = faultOf(layer);
  if (fault !== undefined) throw new AppError('UNSUITABLE_LAYER', `"${layer.name}" ${fault}`);
  return { facts, working: workingSpace(facts), layerId: layer.id, bounds: plainBox(layer.boundsNoEffects), name: bareName(layer.name) };
}

export function composite(document: DocumentApi, facts: DocumentFacts): PictureSource {
  return { facts, working: workingSpace(facts), bounds: { left: 0, top: 0, right: facts.width, bottom: facts.height }, name: bareName(document.name) };
}

function faultOf(layer: LayerApi): string | undefined {
  if (!PIXEL_KINDS.includes(layer.kind)) return `is a ${layer.kind} layer; select a layer inside of it, or convert it to a smart object`;
  const { width, height } = boxSize(layer.boundsNoEffects);
  if (width === 0 || height === 0) return 'is empty';
  return layer.visible ? undefined : 'is hidden; show it first';
}

/** As the protocol takes names: no separators, no control characters. */
function bareName(name: string): string {
  return name.replace(/[/\\\u0000-\u001f]/g, '_').slice(0, 200) || 'picture';
}
