import type { Box, ImagingApi } from '../src/photoshop/photoshop-api';
import { intersect } from '../src/document/box';
import { COLOURS, convertSamples, type SampleForm } from './fake-colour';
import { FakeImageData, modeOf, reduce, takeSamples } from './fake-image-data';
import type { FakePhotoshop } from './fake-photoshop';
import { locate, type FakeDocumentState, type StoredPixels } from './fake-state';
import { cut, trim } from './pixel-box';
import { compositePixels } from './composite';

const MASK_FORM: SampleForm = { mode: 'grayscaleMode', profile: 'Gray Gamma 2.2', bits: 8 };
interface Target { readonly left: number; readonly top: number }

/** The imaging API over a fake's documents: trims to where pixels are, converts, counts what is not disposed of, wants the modal state. */
export function createFakeImaging(host: FakePhotoshop): ImagingApi<FakeImageData> {
  const make = (pixels: StoredPixels, form: SampleForm): FakeImageData => new FakeImageData(pixels.right - pixels.left, pixels.bottom - pixels.top, pixels.components, pixels.data, form, host.openImages);
  const stateOf = (id: number): FakeDocumentState => host.state(id);
  const grey = (image: FakeImageData, { left, top }: Target): StoredPixels => {
    if (image.components !== 1 || image.form.mode !== 'grayscaleMode') throw new Error('masks and selections are grey, one component');
    return { left, top, right: left + image.width, bottom: top + image.height, components: 1, data: convertSamples(image.samples, 1, image.form, { ...MASK_FORM, profile: image.form.profile }).samples };
  };

  return {
    async getPixels({ documentID, layerID, sourceBounds, targetSize, colorSpace, colorProfile, componentSize }) {
      await host.called('getPixels');
      host.needsModal();
      const document = stateOf(documentID);
      const own: SampleForm = { mode: document.mode, profile: document.profile, bits: document.bits };
      const stored = layerID === undefined ? compositePixels(document) : locate(document, layerID).layer.pixels;
      if (stored === undefined) throw new Error('the layer has no pixels');
      const box = sourceBounds === undefined ? stored : intersect(sourceBounds, stored);
      const read = cut(stored, box);
      const mode = colorSpace === undefined ? own.mode : modeOf(colorSpace);
      const form: SampleForm = { mode, profile: colorProfile ?? (mode === own.mode ? own.profile : 'sRGB IEC61966-2.1'), bits: componentSize ?? own.bits };
      if (colorProfile === '') throw new Error('no profile has an empty name');
      if (/Linear .*Profile/.test(form.profile)) throw new Error('the words (Linear RGB Profile) are not part of a profile\'s name');
      const { samples, components } = convertSamples(read.data, read.components, own, form);
      const full = { width: box.right - box.left, height: box.bottom - box.top };
      const size = targetSize ?? full;
      if (size.width > full.width || size.height > full.height) throw new Error('this fake does not enlarge');
      const level = Math.max(0, Math.floor(Math.log2(full.width / size.width)));
      const data = size.width === full.width && size.height === full.height ? samples : reduce(samples, form.bits, components, full, size);
      return { imageData: new FakeImageData(size.width, size.height, components, data, form, host.openImages), sourceBounds: shrink(box, level), level };
    },
    async putPixels({ documentID, layerID, imageData, targetBounds }) {
      await host.called('putPixels');
      const document = stateOf(documentID);
      const { layer } = locate(document, layerID);
      if (layer.kind !== 'pixel') throw new Error('only pixel layers take pixels');
      const own: SampleForm = { mode: document.mode, profile: document.profile, bits: document.bits };
      const { samples, components } = convertSamples(imageData.samples, imageData.components, { ...imageData.form, profile: imageData.form.profile === '' ? own.profile : imageData.form.profile }, own);
      host.changing('Put pixels', document.id);
      const { left, top } = targetBounds;
      const placed = trim({ left, top, right: left + imageData.width, bottom: top + imageData.height, components, data: samples }, COLOURS[own.mode]);
      if (placed === undefined) delete layer.pixels;
      else layer.pixels = placed;
    },
    async getLayerMask({ documentID, layerID }) {
      await host.called('getLayerMask');
      host.needsModal();
      const { mask } = locate(stateOf(documentID), layerID).layer;
      if (mask === undefined) throw new Error('the layer has no mask');
      return { imageData: make(mask, MASK_FORM), sourceBounds: mask };
    },
    async putLayerMask({ documentID, layerID, imageData, targetBounds }) {
      await host.called('putLayerMask');
      const document = stateOf(documentID);
      const { layer } = locate(document, layerID);
      if (layer.mask === undefined) throw new Error('the layer has no mask');
      host.changing('Put mask', document.id);
      layer.mask = grey(imageData, targetBounds);
    },
    async getSelection({ documentID }) {
      await host.called('getSelection');
      host.needsModal();
      const { selection } = stateOf(documentID);
      if (selection === undefined) throw new Error('there is no selection');
      return { imageData: make(selection, MASK_FORM), sourceBounds: selection };
    },
    async putSelection({ documentID, imageData, targetBounds }) {
      await host.called('putSelection');
      const document = stateOf(documentID);
      host.changing('Selection', document.id);
      document.selection = grey(imageData, targetBounds);
    },
    async createImageDataFromBuffer(samples, { width, height, components, colorSpace, colorProfile, fullRange }) {
      await host.called('createImageDataFromBuffer');
      if (samples.length !== width * height * components) throw new Error('the buffer does not have width x height x components samples');
      const mode = modeOf(colorSpace);
      if (components !== COLOURS[mode] && components !== COLOURS[mode] + 1) throw new Error(`${components} components do not make ${colorSpace}`);
      const bits = samples.BYTES_PER_ELEMENT === 1 ? 8 : samples.BYTES_PER_ELEMENT === 2 ? 16 : 32;
      return new FakeImageData(width, height, components, takeSamples(samples, fullRange), { mode, profile: colorProfile ?? '', bits }, host.openImages);
    },
  };
}

/** Bounds are told in pixels of the pyramid's level, not of the canvas. */
function shrink({ left, top, right, bottom }: Box, level: number): Box {
  const scale = 2 ** level;
  return { left: Math.floor(left / scale), top: Math.floor(top / scale), right: Math.ceil(right / scale), bottom: Math.ceil(bottom / scale) };
}
