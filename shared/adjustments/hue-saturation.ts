import type { HueRange, HueSaturationAdjustment } from './adjustment';
import { clampUnit, type PixelMap } from './pixel-map';

/**
 * Photoshop's Hue/Saturation on an encoded pixel, found by measuring files that Photoshop rendered (docs/quality.md).
 * All of it happens in the HSL double cone (lightness = (max + min) / 2), in this order: hue, lightness of the ranges, lightness
 * of the master, saturation. Ranges are weighted by the hue that the pixel came with.
 */
export function hueSaturationPixel(adjustment: HueSaturationAdjustment): PixelMap {
  return adjustment.colorize ? colorizePixel(adjustment) : shiftPixel(adjustment);
}

function shiftPixel({ hue, saturation, lightness, ranges }: HueSaturationAdjustment): PixelMap {
  const masterGain = saturationGain(saturation);
  const rangesWithGain = ranges.map((range) => ({ ...range, gain: saturationGain(range.saturation) - 1 }));
  return (rgb) => {
    const pixelHue = hueOf(rgb);
    let hueShift = hue;
    let rangeLightness = 0;
    let increase = 0;
    let decrease = 0;
    for (const range of rangesWithGain) {
      const weight = rangeWeight(range, pixelHue);
      hueShift += weight * range.hue;
      rangeLightness += weight * range.lightness;
      if (range.gain > 0) increase += weight * range.gain;
      else decrease += weight * range.gain;
    }
    if (hueShift !== 0) placeHue(rgb, pixelHue + hueShift, Math.min(rgb[0]!, rgb[1]!, rgb[2]!), Math.max(rgb[0]!, rgb[1]!, rgb[2]!));
    if (rangeLightness !== 0) shiftRangeLightness(rgb, Math.min(Math.max(rangeLightness / 100, -1), 1));
    for (let channel = 0; channel < 3; channel++) rgb[channel] = shiftLightness(rgb[channel]!, lightness / 100);
    scaleSaturation(rgb, masterGain * Math.max(1 + increase + Math.max(decrease, -1), 0));
  };
}

/** Hue and saturation replaced; the pixel keeps its lightness, shifted. */
function colorizePixel({ hue, saturation, lightness }: HueSaturationAdjustment): PixelMap {
  return (rgb) => {
    const own = (Math.max(rgb[0]!, rgb[1]!, rgb[2]!) + Math.min(rgb[0]!, rgb[1]!, rgb[2]!)) / 2;
    const level = shiftLightness(own, lightness / 100);
    const half = (saturation / 100) * Math.min(level, 1 - level);
    placeHue(rgb, hue, level - half, level + half);
  };
}

/** By how much a saturation of -100..100 multiplies the distance from grey: 0..1 downwards, up to 128 upwards. */
export function saturationGain(saturation: number): number {
  return saturation < 0 ? 1 + saturation / 100 : 1 / Math.max(1 - saturation / 100, 1 / 128);
}

/** Degrees 0..360; 0 for greys. */
function hueOf(rgb: Float64Array): number {
  const red = rgb[0]!;
  const green = rgb[1]!;
  const blue = rgb[2]!;
  const high = Math.max(red, green, blue);
  const spread = high - Math.min(red, green, blue);
  if (spread === 0) return 0;
  if (high === red) return (60 * (green - blue)) / spread + (green < blue ? 360 : 0);
  return high === green ? 60 * (2 + (blue - red) / spread) : 60 * (4 + (red - green) / spread);
}

/** The colour of a hue whose smallest channel is `low` and largest `high`. */
function placeHue(rgb: Float64Array, hue: number, low: number, high: number): void {
  for (let channel = 0; channel < 3; channel++) {
    const distance = Math.abs(((((hue - 120 * channel + 180) % 360) + 360) % 360) - 180);
    rgb[channel] = low + (high - low) * clampUnit(2 - distance / 60);
  }
}

/** Multiplies the distance from the pixel's lightness, up to the purest colour that this lightness has. */
function scaleSaturation(rgb: Float64Array, gain: number): void {
  const high = Math.max(rgb[0]!, rgb[1]!, rgb[2]!);
  const low = Math.min(rgb[0]!, rgb[1]!, rgb[2]!);
  if (high === low || gain === 1) return;
  const level = (high + low) / 2;
  const largest = Math.max((2 * Math.min(level, 1 - level)) / (high - low), 1);
  const limited = Math.min(gain, largest);
  for (let channel = 0; channel < 3; channel++) rgb[channel] = level + (rgb[channel]! - level) * limited;
}

/** Towards white (amount > 0) or black. */
function shiftLightness(value: number, amount: number): number {
  return amount > 0 ? value + (1 - value) * amount : value * (1 + amount);
}

/** A range is lightened towards its pixel's largest channel and darkened towards the smallest: greys do not move. */
function shiftRangeLightness(rgb: Float64Array, amount: number): void {
  const target = amount > 0 ? Math.max(rgb[0]!, rgb[1]!, rgb[2]!) : Math.min(rgb[0]!, rgb[1]!, rgb[2]!);
  for (let channel = 0; channel < 3; channel++) rgb[channel] = rgb[channel]! + (target - rgb[channel]!) * Math.abs(amount);
}

/** 1 between the sustain angles, linear ramps to 0 at the ramp angles; ranges may pass through 0 degrees. */
function rangeWeight({ beginRamp, beginSustain, endSustain, endRamp }: HueRange, hue: number): number {
  const from = (angle: number): number => (((angle - beginRamp) % 360) + 360) % 360;
  const at = from(hue);
  const full = from(beginSustain);
  const fall = from(endSustain);
  const end = from(endRamp);
  if (at >= end) return 0;
  if (at < full) return at / full;
  return at <= fall ? 1 : (end - at) / (end - fall);
}
