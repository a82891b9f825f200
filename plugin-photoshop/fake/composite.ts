import { compileAdjustment, type PointwiseAdjustment } from '@photocrafter/shared/adjustments/evaluate';
import { clampUnit } from '@photocrafter/shared/adjustments/pixel-map';
import { COLOURS, fromUnit, toUnit } from './fake-colour';
import type { FakeDocumentState, FakeLayerState, StoredPixels } from './fake-state';
import { meaningOf } from './stored-adjustment';

/** Colours and alpha of the whole canvas in the document's own space, 0..1 (32 bit: linear), `colours` + 1 components. */
interface Canvas { readonly width: number; readonly height: number; readonly colours: number; readonly data: Float32Array }

/** What the user sees, as stored pixels over the canvas; without alpha when nothing shines through. */
export function compositePixels(document: FakeDocumentState): StoredPixels {
  const { width, height, bits } = document;
  const { colours, data } = render(document);
  const opaque = every(data, colours + 1, (alpha) => alpha === 1);
  const components = opaque ? colours : colours + 1;
  const values = opaque ? data.filter((_, i) => i % (colours + 1) !== colours) : data;
  return { left: 0, top: 0, right: width, bottom: height, components, data: fromUnit(values, bits) };
}

/** The layers drawn over each other: normal mode, opacity, masks, clipping, pass-through groups, adjustments by their reference meaning. */
export function render({ width, height, mode, bits, layers }: FakeDocumentState): Canvas {
  const colours = COLOURS[mode];
  const canvas: Canvas = { width, height, colours, data: new Float32Array(width * height * (colours + 1)) };
  drawAll(layers, canvas, bits);
  return canvas;
}

function drawAll(layers: readonly FakeLayerState[], canvas: Canvas, bits: 8 | 16 | 32): void {
  const upwards = [...layers].reverse();
  for (let i = 0; i < upwards.length;) {
    const base = upwards[i]!;
    const clipped: FakeLayerState[] = [];
    for (i++; upwards[i]?.isClippingMask === true; i++) clipped.push(upwards[i]!);
    if (base.visible) drawChain(base, clipped.filter(({ visible }) => visible), canvas, bits);
  }
}

/** A layer and what is clipped to it: the clipped ones change its colours, its own alpha decides where. */
function drawChain(base: FakeLayerState, clipped: readonly FakeLayerState[], canvas: Canvas, bits: 8 | 16 | 32): void {
  if (clipped.length === 0) { draw(base, canvas, bits); return; }
  const own: Canvas = { ...canvas, data: new Float32Array(canvas.data.length) };
  draw({ ...base, opacity: 100 }, own, bits);
  const { colours, data } = own;
  const shape = Float32Array.from({ length: data.length / (colours + 1) }, (_, pixel) => data[pixel * (colours + 1) + colours]!);
  for (let i = colours; i < data.length; i += colours + 1) data[i] = data[i]! > 0 ? 1 : 0;
  for (const layer of clipped) draw(layer, own, bits);
  for (let pixel = 0; pixel < shape.length; pixel++) data[pixel * (colours + 1) + colours] = shape[pixel]!;
  over(canvas, own, () => base.opacity / 100);
}

function draw(layer: FakeLayerState, canvas: Canvas, bits: 8 | 16 | 32): void {
  const weight = weightOf(layer, canvas);
  if (layer.adjustment !== undefined) { adjust(layer, canvas, weight); return; }
  if (layer.children !== undefined) {
    const inside: Canvas = { ...canvas, data: canvas.data.slice() };
    drawAll(layer.children, inside, bits);
    // pass through: what the group made of what lay below, as far as its mask and opacity go
    for (let i = 0; i < canvas.data.length; i++) {
      const share = weight(Math.floor(i / (canvas.colours + 1)));
      canvas.data[i] = canvas.data[i]! + (inside.data[i]! - canvas.data[i]!) * share;
    }
    return;
  }
  if (layer.pixels !== undefined) over(canvas, spread(layer.pixels, canvas, bits), weight);
}

function weightOf({ opacity, mask, maskOutside }: FakeLayerState, { width }: Canvas): (pixel: number) => number {
  if (mask === undefined) return () => opacity / 100;
  const across = mask.right - mask.left;
  return (pixel) => {
    const x = pixel % width;
    const y = Math.floor(pixel / width);
    const isInside = x >= mask.left && x < mask.right && y >= mask.top && y < mask.bottom;
    const value = isInside ? mask.data[(y - mask.top) * across + x - mask.left]! : maskOutside;
    return (opacity / 100) * (value / 255);
  };
}

/** Layer pixels over a whole empty canvas. */
function spread(pixels: StoredPixels, canvas: Canvas, bits: 8 | 16 | 32): Canvas {
  const { width, height, colours } = canvas;
  const data = new Float32Array(canvas.data.length);
  const values = toUnit(pixels.data, bits);
  const across = pixels.right - pixels.left;
  for (let y = Math.max(0, pixels.top); y < Math.min(height, pixels.bottom); y++) {
    for (let x = Math.max(0, pixels.left); x < Math.min(width, pixels.right); x++) {
      const from = ((y - pixels.top) * across + x - pixels.left) * pixels.components;
      const to = (y * width + x) * (colours + 1);
      for (let c = 0; c < colours; c++) data[to + c] = values[from + c]!;
      data[to + colours] = pixels.components > colours ? values[from + colours]! : 1;
    }
  }
  return { ...canvas, data };
}

function over({ colours, data }: Canvas, above: Canvas, weight: (pixel: number) => number): void {
  for (let i = 0, pixel = 0; i < data.length; i += colours + 1, pixel++) {
    const alpha = above.data[i + colours]! * weight(pixel);
    if (alpha === 0) continue;
    const below = data[i + colours]!;
    const sum = alpha + below * (1 - alpha);
    for (let c = 0; c < colours; c++) data[i + c] = (above.data[i + c]! * alpha + data[i + c]! * below * (1 - alpha)) / sum;
    data[i + colours] = sum;
  }
}

function adjust({ adjustment }: FakeLayerState, { colours, data }: Canvas, weight: (pixel: number) => number): void {
  const meaning = meaningOf(adjustment!);
  if (meaning === undefined) return;
  if (colours !== 3) throw new Error('this fake adjusts RGB only');
  const map = compileAdjustment(meaning as PointwiseAdjustment);
  const rgb = new Float64Array(3);
  for (let i = 0, pixel = 0; i < data.length; i += 4, pixel++) {
    const share = weight(pixel);
    if (share === 0) continue;
    for (let c = 0; c < 3; c++) rgb[c] = data[i + c]!;
    map(rgb);
    for (let c = 0; c < 3; c++) data[i + c] = data[i + c]! + (clampUnit(rgb[c]!) - data[i + c]!) * share;
  }
}

function every(data: Float32Array, stride: number, test: (alpha: number) => boolean): boolean {
  for (let i = stride - 1; i < data.length; i += stride) if (!test(data[i]!)) return false;
  return true;
}
