import { initializeCanvas, writePsdUint8Array, type Layer, type Psd } from 'ag-psd';
import { psdAdjustmentLayer } from '../../companion-server/src/export/psd-adjustment-layer';
import { compositePixels } from './composite';
import type { FakeDocumentState, FakeLayerState, StoredPixels } from './fake-state';
import { meaningOf } from './stored-adjustment';

/** ag-psd asks a canvas for its buffers, which Node lacks; plain arrays do. */
function prepare(): void {
  initializeCanvas(() => { throw new Error('pixels are written without a canvas'); }, (width, height) => ({ width, height, data: new Uint8ClampedArray(width * height * 4), colorSpace: 'srgb' }));
}

/** Saves an RGB document as Photoshop would, at the 8 bit that ag-psd can write (hosts.md 6.2): for readers that know nothing of us. */
export function savePsd(document: FakeDocumentState): Uint8Array {
  prepare();
  const { width, height, annotations } = document;
  const psd: Psd = {
    width, height, channels: 3, bitsPerChannel: 8, colorMode: 3,
    imageData: rgba(compositePixels(document)),
    children: document.layers.map((layer) => toPsd(layer, width, height)).reverse(),
    annotations: annotations.map(({ x, y, width: across, height: down, text }) => ({
      type: 'text', open: false, author: 'Photocrafter', name: 'Photocrafter', date: "D:20260101000000+00'00'", color: { r: 255, g: 255, b: 0 }, data: text,
      iconLocation: { left: x, top: y, right: x + 16, bottom: y + 20 }, popupLocation: { left: x, top: y, right: x + across, bottom: y + down },
    })),
  };
  return writePsdUint8Array(psd, { noBackground: true });
}

function toPsd(layer: FakeLayerState, width: number, height: number): Layer {
  const { name, visible, opacity, isClippingMask, mask, maskOutside, pixels, children, text } = layer;
  const meaning = layer.adjustment === undefined ? undefined : meaningOf(layer.adjustment);
  return {
    ...(meaning && psdAdjustmentLayer({ name, adjustment: meaning, opacity: opacity / 100, stepId: name }, width, height)),
    name, hidden: !visible, opacity: opacity / 100, clipping: isClippingMask,
    ...(pixels && { left: pixels.left, top: pixels.top, imageData: rgba(pixels) }),
    ...(children && { blendMode: 'pass through' as const, opened: true, children: children.map((child) => toPsd(child, width, height)).reverse() }),
    ...(mask && { mask: { left: mask.left, top: mask.top, right: mask.right, bottom: mask.bottom, defaultColor: maskOutside, imageData: grey(mask) } }),
    ...(text && { text: { text: text.contents, transform: [1, 0, 0, 1, text.x, text.y], style: { fontSize: text.fontSize } } }),
  };
}

interface Picture { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }

function rgba({ left, top, right, bottom, components, data }: StoredPixels): Picture {
  const scale = data instanceof Uint8Array ? 1 : data instanceof Uint16Array ? 255 / 32768 : 255;
  const result = new Uint8ClampedArray((right - left) * (bottom - top) * 4);
  for (let from = 0, to = 0; to < result.length; from += components, to += 4) {
    for (let c = 0; c < 3; c++) result[to + c] = Math.round(data[from + c]! * scale);
    result[to + 3] = components === 4 ? Math.round(data[from + 3]! * scale) : 255;
  }
  return { width: right - left, height: bottom - top, data: result };
}

function grey({ left, top, right, bottom, data }: StoredPixels): Picture {
  const result = new Uint8ClampedArray((right - left) * (bottom - top) * 4);
  for (let i = 0; i < data.length; i++) {
    result.fill(data[i]!, 4 * i, 4 * i + 3);
    result[4 * i + 3] = 255;
  }
  return { width: right - left, height: bottom - top, data: result };
}
