import type { AdjustmentLayer as PsdAdjustment, Layer } from 'ag-psd';
import type { AdjustmentLayer, CurvePoint, HueRange, LevelsRange } from '@photocrafter/shared/adjustments/adjustment';
import { levelsFunction } from '@photocrafter/shared/adjustments/levels';
import { rasteriseMask } from '@photocrafter/shared/pixels/rasterise-mask';
import { deviceLinkOf } from './device-link';
import { wholePoints } from './editable-stack';

/** Photoshop's own hue ranges: ramps and sustains in degrees (hosts.md 3.4). A layer without them selects nothing. */
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

function adjustmentOf({ adjustment, name }: AdjustmentLayer): PsdAdjustment {
  switch (adjustment.kind) {
    case 'exposure': return { type: 'exposure', exposure: adjustment.exposureEv, offset: adjustment.offset, gamma: adjustment.gamma };
    case 'curves': return { type: 'curves', ...curveChannels(adjustment.channels) };
    // ag-psd writes a Levels block that readers refuse (hosts.md 6.2): the same tones as curves
    case 'levels': return { type: 'curves', ...curveChannels(mapValues(adjustment.channels, levelsPoints)) };
    case 'hueSaturation': {
      const { hue, saturation, lightness, colorize, ranges } = adjustment;
      if (colorize) return { type: 'hue/saturation', master: { a: hue, b: saturation, c: lightness, d: 0, ...STILL } };
      return { type: 'hue/saturation', master: { a: 0, b: 0, c: 0, d: 0, hue, saturation, lightness }, ...rangesOf(ranges) };
    }
    case 'channelMatrix': {
      const row = (i: number) => ({ red: 100 * adjustment.matrix[3 * i]!, green: 100 * adjustment.matrix[3 * i + 1]!, blue: 100 * adjustment.matrix[3 * i + 2]!, constant: 100 * adjustment.offset[i]! });
      return { type: 'channel mixer', monochrome: false, red: row(0), green: row(1), blue: row(2) };
    }
    case 'lut3d': return { type: 'color lookup', lookupType: '3dlut', name: `${name}.cube`, dither: true, lutFormat: 'cube', dataOrder: 'rgb', tableOrder: 'bgr', lut3DFileName: `${name}.cube`, profile: deviceLinkOf(adjustment, name) };
    case 'pixels': throw new RangeError('pixel layers are pictures, not adjustments');
  }
}

const CHANNEL_NAMES = { composite: 'rgb', red: 'red', green: 'green', blue: 'blue' } as const;
type ChannelName = keyof typeof CHANNEL_NAMES;

/** Whole numbers, as the file holds; rounded, not cut. */
function curveChannels(channels: Partial<Record<ChannelName, readonly CurvePoint[]>>): Record<string, CurvePoint[]> {
  return Object.fromEntries(Object.entries(channels).map(([channel, points]) =>
    [CHANNEL_NAMES[channel as ChannelName], wholePoints(points)]));
}

const LEVELS_SAMPLES = 14;

function levelsPoints(range: LevelsRange): readonly CurvePoint[] {
  const map = levelsFunction(range);
  return Array.from({ length: LEVELS_SAMPLES }, (_, i) => {
    const input = Math.round((255 * i) / (LEVELS_SAMPLES - 1));
    return { input, output: 255 * map(input / 255) };
  });
}

function mapValues<V, W>(record: Partial<Record<ChannelName, V>>, map: (value: V) => W): Partial<Record<ChannelName, W>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)])) as Partial<Record<ChannelName, W>>;
}

/** Each of our ranges takes the slot of Photoshop's range whose middle is nearest. */
function rangesOf(ranges: readonly HueRange[]): Record<string, object> {
  const slots: Record<string, object> = Object.fromEntries(Object.entries(HUE_RANGES).map(([name, [a, b, c, d]]) => [name, { a, b, c, d, ...STILL }]));
  for (const range of ranges) {
    const middle = (range.beginSustain + ((range.endSustain - range.beginSustain + 360) % 360) / 2) % 360;
    const slot = Math.round(middle / 60) % 6;
    const { hue, saturation, lightness } = range;
    slots[Object.keys(HUE_RANGES)[slot]!] = { a: range.beginRamp, b: range.beginSustain, c: range.endSustain, d: range.endRamp, hue, saturation, lightness };
  }
  return slots;
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
