import { COLOURS } from './fake-colour';
import type { FakeDocumentState, FakeLayerState, Samples, StoredPixels } from './fake-state';
import { trim } from './pixel-box';

type DocumentParts = Partial<FakeDocumentState> & Pick<FakeDocumentState, 'width' | 'height'>;
let nextDocument = 1;

export function makeDocument(parts: DocumentParts): FakeDocumentState {
  return { id: nextDocument++, name: 'photo.psd', mode: 'RGBColorMode', bits: 8, profile: 'sRGB IEC61966-2.1', layers: [], active: [], annotations: [], counts: [], ...parts };
}

let nextLayer = 1;
export function makeLayer(parts: Partial<FakeLayerState> = {}): FakeLayerState {
  const id = nextLayer++ % 90 + 1;
  return { id, name: `Layer ${id}`, kind: 'pixel', visible: true, opacity: 100, blendMode: 'normal', isClippingMask: false, allLocked: false, isBackground: false, maskOutside: 255, ...parts };
}

/** Pixels of a layer, cut to where they are, as Photoshop keeps them. */
export function makePixels(mode: FakeDocumentState['mode'], left: number, top: number, width: number, components: number, data: Samples): StoredPixels {
  const height = data.length / components / width;
  const pixels: StoredPixels = { left, top, right: left + width, bottom: top + height, components, data };
  const trimmed = trim(pixels, COLOURS[mode]);
  if (trimmed === undefined) throw new Error('the layer would be empty');
  return trimmed;
}
