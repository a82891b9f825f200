import type { AdjustmentLayer as PsdAdjustment, Layer } from 'ag-psd';
import type { AdjustmentLayer, CurvesAdjustment, HueRange, HueSaturationAdjustment } from '@photocrafter/shared/adjustments/adjustment';
import { cubeText } from '@photocrafter/shared/adjustments/cube-text';
import { rasteriseMask } from '@photocrafter/shared/pixels/rasterise-mask';
import { deviceLinkOf } from './device-link';
import { asStored } from './editable-stack';

/** Photoshop's own hue ranges: ramps and sustains in degrees (hosts.md 3.4), in 60 degree steps from red. A range without them selects nothing. */
const HUE_RANGES = { reds: [315, 345, 15, 45], yellows: [15, 45, 75, 105], greens: [75, 105, 135, 165], cyans: [135, 165, 195, 225], blues: [195, 225, 255, 285], magentas: [255, 285, 315, 345] } as const;
const STILL = { hue: 0, saturation: 0, lightness: 0 };

/** One layer of the stack as Photoshop stores it, opacity and mask included. `pixels` layers have no such form and must be placed as pictures. */
export function psdAdjustmentLayer(layer: AdjustmentLayer, width: number, height: number): Layer {
  const { mask } = layer;
  return {
    name: layer.name,
    opacity: layer.opacity,
    adjustment: adjustmentOf(layer),
    ...(mask && { mask: { top: 0, left: 0, bottom: height, right: width, defaultColor: 0, imageData: maskPixels(rasteriseMask(mask, width, height), width, height) } }),
  };
}

function adjustmentOf({ adjustment: given, name }: AdjustmentLayer): PsdAdjustment {
  const adjustment = asStored(given);
  switch (adjustment.kind) {
    case 'exposure': return { type: 'exposure', exposure: adjustment.exposureEv, offset: adjustment.offset, gamma: adjustment.gamma };
    case 'curves': return { type: 'curves', ...curveChannels(adjustment) };
    case 'hueSaturation': return { type: 'hue/saturation', ...hueChannels(adjustment) };
    case 'channelMatrix': {
      const row = (i: number) => ({
        red: percent(adjustment.matrix[3 * i]!), green: percent(adjustment.matrix[3 * i + 1]!), blue: percent(adjustment.matrix[3 * i + 2]!), constant: percent(adjustment.offset[i]!),
      });
      return { type: 'channel mixer', monochrome: false, red: row(0), green: row(1), blue: row(2), gray: { red: 0, green: 0, blue: 0, constant: 0 } };
    }
    case 'lut3d': return {
      type: 'color lookup', lookupType: '3dlut', name: `${name}.cube`, dither: true, lutFormat: 'cube', dataOrder: 'rgb', tableOrder: 'bgr',
      lut3DFileName: `${name}.cube`, lut3DFileData: new TextEncoder().encode(cubeText(adjustment, [`TITLE "${name}"`])), profile: deviceLinkOf(adjustment, name),
    };
    case 'levels': case 'pixels': throw new RangeError(`${adjustment.kind} has no form as an adjustment layer`);
  }
}

/** The writer cuts fractions off, so 1.15 (114.99... in floating point) must be rounded here. */
function percent(fraction: number): number {
  return Math.round(100 * fraction);
}

const CHANNEL_NAMES = { composite: 'rgb', red: 'red', green: 'green', blue: 'blue' } as const;

function curveChannels({ channels }: CurvesAdjustment): Record<string, { input: number; output: number }[]> {
  return Object.fromEntries(Object.entries(channels).map(([channel, points]) => [CHANNEL_NAMES[channel as keyof typeof CHANNEL_NAMES], points.map((point) => ({ ...point }))]));
}

type HueChannel = { a: number; b: number; c: number; d: number; hue: number; saturation: number; lightness: number };

/**
 * The master's first four numbers are not a range, as ag-psd calls them, but the colorize flag (high byte) and the hue
 * (-180..180), saturation and lightness of colorizing: so read from files that Photoshop wrote.
 */
function hueChannels({ hue, saturation, lightness, colorize, ranges }: HueSaturationAdjustment): Record<string, HueChannel> {
  const master = colorize
    ? { a: 0x100, b: hue > 180 ? hue - 360 : hue, c: saturation, d: lightness, ...STILL }
    : { a: 0, b: 0, c: 25, d: 0, hue, saturation, lightness };
  return { master, ...rangesOf(ranges) };
}

/** Each range takes the nearest slot that is free, counted from Photoshop's range whose middle is nearest; a seventh has no place. */
function rangesOf(ranges: readonly HueRange[]): Record<string, HueChannel> {
  const names = Object.keys(HUE_RANGES) as (keyof typeof HUE_RANGES)[];
  const taken = new Map<string, HueChannel>();
  for (const { beginRamp, beginSustain, endSustain, endRamp, hue, saturation, lightness } of ranges.slice(0, names.length)) {
    const middle = beginSustain + ((endSustain - beginSustain + 360) % 360) / 2;
    const distance = (slot: number): number => Math.abs(((middle - 60 * slot + 540) % 360) - 180);
    const [free] = names.filter((name) => !taken.has(name)).sort((one, other) => distance(names.indexOf(one)) - distance(names.indexOf(other)));
    taken.set(free!, { a: beginRamp, b: beginSustain, c: endSustain, d: endRamp, hue, saturation, lightness });
  }
  return Object.fromEntries(names.map((name) => {
    const [a, b, c, d] = HUE_RANGES[name];
    return [name, taken.get(name) ?? { a, b, c, d, ...STILL }];
  }));
}

/** Masks are grey pictures in RGBA form. */
function maskPixels(weights: Float32Array, width: number, height: number): { width: number; height: number; data: Uint8ClampedArray } {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < weights.length; i++) {
    const value = Math.round(255 * weights[i]!);
    data.fill(value, 4 * i, 4 * i + 3);
    data[4 * i + 3] = 255;
  }
  return { width, height, data };
}
