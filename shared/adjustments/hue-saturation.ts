import type { HueRange, HueSaturationAdjustment } from './adjustment';
import { clampUnit, type PixelMap } from './pixel-map';

/**
 * Photoshop's Hue/Saturation on an encoded pixel. Hue, saturation and lightness are those of the HSL double cone
 * (lightness = (max + min) / 2). Ranges are weighted by the pixel's own hue and act together with the master values.
 * How near this comes to Photoshop is measured in docs/quality/photoshop-oracle.md.
 */
export function hueSaturationPixel(adjustment: HueSaturationAdjustment): PixelMap {
  return adjustment.colorize ? colorizePixel(adjustment) : shiftPixel(adjustment);
}

function shiftPixel({ hue, saturation, lightness, ranges }: HueSaturationAdjustment): PixelMap {
  return (rgb) => {
    let hueShift = hue;
    let saturationShift = saturation / 100;
    let lightnessShift = lightness / 100;
    if (ranges.length > 0) {
      const pixelHue = hueOf(rgb);
      for (const range of ranges) {
        const weight = rangeWeight(range, pixelHue);
        hueShift += weight * range.hue;
        saturationShift += (weight * range.saturation) / 100;
        lightnessShift += (weight * range.lightness) / 100;
      }
    }
    if (hueShift !== 0) setHue(rgb, hueOf(rgb) + hueShift);
    if (saturationShift !== 0) scaleSaturation(rgb, Math.min(Math.max(saturationShift, -1), 1));
    if (lightnessShift !== 0) shiftLightness(rgb, Math.min(Math.max(lightnessShift, -1), 1));
  };
}

/** Hue and saturation replaced, lightness kept and then shifted. */
function colorizePixel({ hue, saturation, lightness }: HueSaturationAdjustment): PixelMap {
  return (rgb) => {
    const level = (Math.max(rgb[0]!, rgb[1]!, rgb[2]!) + Math.min(rgb[0]!, rgb[1]!, rgb[2]!)) / 2;
    const half = (saturation / 100) * Math.min(level, 1 - level);
    placeHue(rgb, hue, level - half, level + half);
    shiftLightness(rgb, lightness / 100);
  };
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

function setHue(rgb: Float64Array, hue: number): void {
  placeHue(rgb, hue, Math.min(rgb[0]!, rgb[1]!, rgb[2]!), Math.max(rgb[0]!, rgb[1]!, rgb[2]!));
}

/** The colour of a hue whose smallest channel is `low` and largest `high`. */
function placeHue(rgb: Float64Array, hue: number, low: number, high: number): void {
  for (let channel = 0; channel < 3; channel++) {
    const distance = Math.abs(((((hue - 120 * channel + 180) % 360) + 360) % 360) - 180);
    rgb[channel] = low + (high - low) * clampUnit(2 - distance / 60);
  }
}

/**
 * Moves the channels away from the lightness (amount > 0) or towards it. Upwards the gain is 1 / (1 - amount), but no more
 * than what makes the colour fully saturated at its lightness.
 */
function scaleSaturation(rgb: Float64Array, amount: number): void {
  const high = Math.max(rgb[0]!, rgb[1]!, rgb[2]!);
  const low = Math.min(rgb[0]!, rgb[1]!, rgb[2]!);
  if (high === low) return;
  const level = (high + low) / 2;
  const saturation = (high - low) / (2 * Math.min(level, 1 - level));
  const gain = amount < 0 ? 1 + amount : 1 / Math.max(1 - amount, saturation);
  for (let channel = 0; channel < 3; channel++) rgb[channel] = level + (rgb[channel]! - level) * gain;
}

/** Towards white (amount > 0) or black. */
function shiftLightness(rgb: Float64Array, amount: number): void {
  for (let channel = 0; channel < 3; channel++) {
    const value = rgb[channel]!;
    rgb[channel] = amount > 0 ? value + (1 - value) * amount : value * (1 + amount);
  }
}

/** 1 between the sustain angles, linear ramps to 0 at the ramp angles; ranges may pass through 0 degrees. */
export function rangeWeight({ beginRamp, beginSustain, endSustain, endRamp }: HueRange, hue: number): number {
  const from = (angle: number): number => (((angle - beginRamp) % 360) + 360) % 360;
  const at = from(hue);
  const full = from(beginSustain);
  const fall = from(endSustain);
  const end = from(endRamp);
  if (at >= end) return 0;
  if (at < full) return at / full;
  return at <= fall ? 1 : (end - at) / (end - fall);
}
