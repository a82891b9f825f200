import type { Adjustment, AdjustmentLayer, ExposureAdjustment } from '@photocrafter/shared/adjustments/adjustment';
import { evaluateLayers } from '@photocrafter/shared/adjustments/evaluate';
import { sampleToLut3d } from '@photocrafter/shared/adjustments/lut3d';
import type { ProxyImage } from '@photocrafter/shared/host/host-adapter';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import type { Mask } from '@photocrafter/shared/pixels/mask';
import { encodeRasterMask } from '@photocrafter/shared/pixels/rasterise-mask';
import { createCanvasSurface } from '../../../shared/panel/preview/canvas-surface';
import { compilePreview } from '../../../shared/panel/preview/preview-program';
import type { PreviewSurface } from '../../../shared/panel/preview/preview-surface';
import { createWebglSurface } from '../../../shared/panel/preview/webgl/webgl-surface';

/** Largest difference to the reference in levels, and how much the stack changed at all. */
export interface Agreement { readonly worst: number; readonly changed: number }

const radial: Mask = { kind: 'radial', centreX: 0.4, centreY: 0.6, inner: 0.2, outer: 0.9 };
const raster: Mask = encodeRasterMask(Array.from({ length: 12 * 9 }, (_, i) => ((i * 37) % 101) / 100), 12, 9, 'subject');
const reds = { beginRamp: 315, beginSustain: 345, endSustain: 15, endRamp: 45, hue: 12, saturation: 40, lightness: -10 };
const blues = { beginRamp: 195, beginSustain: 225, endSustain: 255, endRamp: 285, hue: -20, saturation: -35, lightness: 15 };

const exposure: ExposureAdjustment = { kind: 'exposure', exposureEv: 0.7, offset: 0.01, gamma: 1.1 };
const curves: Adjustment = { kind: 'curves', channels: { composite: [{ input: 0, output: 0 }, { input: 70, output: 52 }, { input: 180, output: 201 }, { input: 255, output: 255 }], blue: [{ input: 0, output: 12 }, { input: 255, output: 240 }] } };
const levels: Adjustment = { kind: 'levels', channels: { composite: { inputBlack: 8, inputWhite: 240, gamma: 0.85, outputBlack: 4, outputWhite: 250 } } };
const hue: Adjustment = { kind: 'hueSaturation', hue: 8, saturation: 25, lightness: -6, colorize: false, ranges: [reds, blues] };
const colorize: Adjustment = { kind: 'hueSaturation', hue: 210, saturation: 30, lightness: 5, colorize: true, ranges: [] };
const matrix: Adjustment = { kind: 'channelMatrix', matrix: [1.1, -0.05, -0.05, 0.02, 0.95, 0.03, -0.1, 0.05, 1.05], offset: [0.01, -0.02, 0] };
const cube: Adjustment = sampleToLut3d(([r, g, b]) => [Math.sqrt(r) * 0.9 + 0.05 * g, g * g * 0.5 + 0.5 * g, 1 - (1 - b) * (1 - 0.2 * r)]);

const layer = (adjustment: Adjustment, opacity = 1, mask?: Mask): AdjustmentLayer => ({ name: adjustment.kind, adjustment, opacity, stepId: 'a', ...(mask && { mask }) });
/** Each kind alone, faded, masked in each way, and stacks in which they follow one another. */
const STACKS: Readonly<Record<string, readonly AdjustmentLayer[]>> = {
  nothing: [],
  exposure: [layer(exposure)], curves: [layer(curves)], levels: [layer(levels)], hue: [layer(hue)], colorize: [layer(colorize)], matrix: [layer(matrix)], cube: [layer(cube)],
  faded: [layer(exposure, 0.4), layer(cube, 0.7), layer(hue, 0.5)],
  radial: [layer(exposure, 0.8, radial)], raster: [layer(curves, 1, raster)], product: [layer(hue, 0.9, { kind: 'product', masks: [raster, radial] })],
  fused: [layer(exposure), layer(curves, 0.6), layer(levels)],
  long: [layer(curves), layer(matrix), layer(levels, 0.8), layer(hue), layer(exposure, 1, raster), layer(cube, 0.9, radial), layer(curves, 0.5)],
};

function picture(width: number, height: number): ProxyImage {
  const data = new Uint8ClampedArray(width * height * 4);
  let state = 1;
  for (let at = 0; at < data.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[at] = at % 4 === 3 ? 255 : (state >>> 24);
  }
  return { width, height, data };
}

function agreement(surface: PreviewSurface, layers: readonly AdjustmentLayer[], image: ProxyImage): Agreement {
  surface.setSource(image);
  surface.setProgram(compilePreview(layers), 0);
  const got = surface.readResult().data;
  const samples = Float32Array.from({ length: (image.data.length / 4) * 3 }, (_, i) => image.data[Math.floor(i / 3) * 4 + (i % 3)]! / 255);
  const expected = evaluateLayers(layers, { width: image.width, height: image.height, data: samples, encoding: SRGB }).data;
  let worst = 0;
  let changed = 0;
  for (let i = 0; i < expected.length; i++) {
    const at = Math.floor(i / 3) * 4 + (i % 3);
    worst = Math.max(worst, Math.abs(got[at]! - expected[i]! * 255));
    changed = Math.max(changed, Math.abs(image.data[at]! - expected[i]! * 255));
  }
  return { worst, changed };
}

function measure(kind: 'webgl' | 'canvas'): Record<string, Agreement> {
  const canvas = document.createElement('canvas');
  const surface = kind === 'webgl' ? createWebglSurface(canvas) : createCanvasSurface(canvas);
  if (surface === undefined) throw new Error(`no ${kind}`);
  const image = picture(97, 61);
  return Object.fromEntries(Object.entries(STACKS).map(([name, layers]) => [name, agreement(surface, layers, image)]));
}

/** Milliseconds a frame of the long stack, its first layer moving, until the pixels are there. */
function frameTime(width: number, height: number, stack: string, frames: number, level: number): number {
  const canvas = document.createElement('canvas');
  canvas.width = 1200;
  canvas.height = 800;
  const surface = createWebglSurface(canvas);
  if (surface === undefined) throw new Error('no webgl');
  surface.setSource(picture(width, height));
  const panes = [{ shows: 'after', clip: { x: 0, y: 0, width: 1200, height: 800 }, picture: { x: 0, y: 0, width: 1200, height: 800 } }] as const;
  const draw = (i: number): void => {
    surface.setProgram(compilePreview([layer({ kind: 'exposure', exposureEv: i / 50, offset: 0, gamma: 1 }), ...STACKS[stack]!]), level);
    surface.present(panes, 1, { clipping: false });
    surface.sample('after', 1);
  };
  draw(0);
  draw(1);
  const start = performance.now();
  for (let i = 0; i < frames; i++) draw(i + 2);
  return (performance.now() - start) / frames;
}

declare global { interface Window { previewTest: { measure: typeof measure; frameTime: typeof frameTime } } }
window.previewTest = { measure, frameTime };
