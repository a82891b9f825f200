/** Hue/Saturation as `hue-saturation.ts` defines it, four pixels at a time in float32. */
import {
  COLORIZE, HUE_SHIFT, LIGHTNESS_SHIFT, PLANE_BYTES, RANGES, RANGE_BEGIN, RANGE_BYTES, RANGE_COUNT, RANGE_END, RANGE_FALL,
  RANGE_FULL, RANGE_HUE, RANGE_LIGHTNESS, RANGE_SATURATION, SATURATION_SHIFT,
} from './program-layout';

// @ts-ignore: decorator
@inline
function clamp(value: v128, low: f32, high: f32): v128 {
  return f32x4.min(f32x4.max(value, f32x4.splat(low)), f32x4.splat(high));
}

/** Degrees to 0..360. */
// @ts-ignore: decorator
@inline
function wrap(angle: v128): v128 {
  return f32x4.sub(angle, f32x4.mul(f32x4.splat(360), f32x4.floor(f32x4.mul(angle, f32x4.splat(1.0 / 360)))));
}

/** 0 for greys, and for colours so faint that 60 / spread would overflow. */
// @ts-ignore: decorator
@inline
function hueOf(red: v128, green: v128, blue: v128, high: v128, spread: v128): v128 {
  const perSpread = f32x4.div(f32x4.splat(60), spread);
  const fromRed = f32x4.mul(f32x4.sub(green, blue), perSpread);
  const fromGreen = f32x4.add(f32x4.splat(120), f32x4.mul(f32x4.sub(blue, red), perSpread));
  const fromBlue = f32x4.add(f32x4.splat(240), f32x4.mul(f32x4.sub(red, green), perSpread));
  const hue = v128.bitselect(fromRed, v128.bitselect(fromGreen, fromBlue, f32x4.eq(high, green)), f32x4.eq(high, red));
  return v128.andnot(wrap(hue), f32x4.lt(spread, f32x4.splat(1e-30)));
}

/** One channel of the colour whose hue lies `hue` - `base` degrees from that channel's own primary. */
// @ts-ignore: decorator
@inline
function placeHue(hue: v128, base: f32, low: v128, spread: v128): v128 {
  const distance = f32x4.abs(f32x4.sub(wrap(f32x4.sub(hue, f32x4.splat(base - 180))), f32x4.splat(180)));
  return f32x4.add(low, f32x4.mul(spread, clamp(f32x4.sub(f32x4.splat(2), f32x4.mul(distance, f32x4.splat(1.0 / 60))), 0, 1)));
}

// @ts-ignore: decorator
@inline
function rangeWeight(range: usize, hue: v128): v128 {
  const at = wrap(f32x4.sub(hue, v128.load32_splat(range, RANGE_BEGIN)));
  const full = v128.load32_splat(range, RANGE_FULL);
  const fall = v128.load32_splat(range, RANGE_FALL);
  const end = v128.load32_splat(range, RANGE_END);
  const falling = v128.bitselect(f32x4.splat(1), f32x4.div(f32x4.sub(end, at), f32x4.sub(end, fall)), f32x4.le(at, fall));
  const weight = v128.bitselect(f32x4.div(at, full), falling, f32x4.lt(at, full));
  return v128.andnot(weight, f32x4.ge(at, end));
}

/** Towards white (amount > 0) or black. */
// @ts-ignore: decorator
@inline
function shiftLightness(value: v128, amount: v128): v128 {
  const room = v128.bitselect(f32x4.sub(f32x4.splat(1), value), value, f32x4.gt(amount, f32x4.splat(0)));
  return clamp(f32x4.add(value, f32x4.mul(room, amount)), 0, 1);
}

export function applyHueSaturation(data: usize, count: i32, planes: usize): void {
  const end = planes + (<usize>count << 2);
  const colorize = load<i32>(data + COLORIZE) != 0;
  const rangeCount = load<i32>(data + RANGE_COUNT);
  const rangesEnd = data + RANGES + <usize>rangeCount * RANGE_BYTES;
  const turnsHue = rangeCount > 0 || load<f32>(data + HUE_SHIFT) != 0;
  const one = f32x4.splat(1), zero = f32x4.splat(0), half = f32x4.splat(0.5);
  for (let plane = planes; plane < end; plane += 16) {
    let red = v128.load(plane), green = v128.load(plane, PLANE_BYTES), blue = v128.load(plane, PLANE_BYTES * 2);
    const high = f32x4.max(f32x4.max(red, green), blue);
    const low = f32x4.min(f32x4.min(red, green), blue);
    const spread = f32x4.sub(high, low);
    const level = f32x4.mul(f32x4.add(high, low), half);
    const room = f32x4.min(level, f32x4.sub(one, level));
    let hue = v128.load32_splat(data, HUE_SHIFT);
    let saturation = v128.load32_splat(data, SATURATION_SHIFT);
    let lightness = v128.load32_splat(data, LIGHTNESS_SHIFT);
    if (colorize) {
      const reach = f32x4.mul(saturation, room);
      const base = f32x4.sub(level, reach), width = f32x4.add(reach, reach);
      red = placeHue(hue, 0, base, width);
      green = placeHue(hue, 120, base, width);
      blue = placeHue(hue, 240, base, width);
    } else {
      if (turnsHue) {
        const own = hueOf(red, green, blue, high, spread);
        for (let range = data + RANGES; range < rangesEnd; range += RANGE_BYTES) {
          const weight = rangeWeight(range, own);
          hue = f32x4.add(hue, f32x4.mul(weight, v128.load32_splat(range, RANGE_HUE)));
          saturation = f32x4.add(saturation, f32x4.mul(weight, v128.load32_splat(range, RANGE_SATURATION)));
          lightness = f32x4.add(lightness, f32x4.mul(weight, v128.load32_splat(range, RANGE_LIGHTNESS)));
        }
        const turned = f32x4.add(own, hue);
        red = placeHue(turned, 0, low, spread);
        green = placeHue(turned, 120, low, spread);
        blue = placeHue(turned, 240, low, spread);
      }
      saturation = clamp(saturation, -1, 1);
      // the tiny floors only keep greys, which have nothing to scale, away from 0 / 0
      const present = f32x4.div(spread, f32x4.max(f32x4.add(room, room), f32x4.splat(1e-12)));
      const upwards = f32x4.div(one, f32x4.max(f32x4.max(f32x4.sub(one, saturation), present), f32x4.splat(1e-12)));
      const gain = v128.bitselect(f32x4.add(one, saturation), upwards, f32x4.lt(saturation, zero));
      red = f32x4.add(level, f32x4.mul(f32x4.sub(red, level), gain));
      green = f32x4.add(level, f32x4.mul(f32x4.sub(green, level), gain));
      blue = f32x4.add(level, f32x4.mul(f32x4.sub(blue, level), gain));
    }
    lightness = clamp(lightness, -1, 1);
    v128.store(plane, shiftLightness(red, lightness));
    v128.store(plane, shiftLightness(green, lightness), PLANE_BYTES);
    v128.store(plane, shiftLightness(blue, lightness), PLANE_BYTES * 2);
  }
}
