/** Hue/Saturation as `hue-saturation.ts` defines it, four pixels at a time in float32. */
import {
  COLORIZE, HUE_SHIFT, LIGHTNESS_SHIFT, PLANE_BYTES, RANGES, RANGE_BEGIN, RANGE_BYTES, RANGE_COUNT, RANGE_END, RANGE_FALL,
  RANGE_FULL, RANGE_HUE, RANGE_LIGHTNESS, RANGE_SATURATION, SATURATION,
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
function shiftLightness(value: v128, amount: f32): v128 {
  const target: f32 = amount > 0 ? 1 : 0;
  return f32x4.add(value, f32x4.mul(f32x4.sub(f32x4.splat(target), value), f32x4.splat(abs(amount))));
}

// @ts-ignore: decorator
@inline
function largest(red: v128, green: v128, blue: v128): v128 {
  return f32x4.max(f32x4.max(red, green), blue);
}

// @ts-ignore: decorator
@inline
function smallest(red: v128, green: v128, blue: v128): v128 {
  return f32x4.min(f32x4.min(red, green), blue);
}

// @ts-ignore: decorator
@inline
function store3(plane: usize, red: v128, green: v128, blue: v128): void {
  v128.store(plane, clamp(red, 0, 1));
  v128.store(plane, clamp(green, 0, 1), PLANE_BYTES);
  v128.store(plane, clamp(blue, 0, 1), PLANE_BYTES * 2);
}

export function applyHueSaturation(data: usize, count: i32, planes: usize): void {
  if (load<i32>(data + COLORIZE) != 0) colorize(data, count, planes);
  else shift(data, count, planes);
}

/** Hue and saturation replaced; the pixel keeps its lightness, shifted. */
function colorize(data: usize, count: i32, planes: usize): void {
  const end = planes + (<usize>count << 2);
  const hue = v128.load32_splat(data, HUE_SHIFT), saturation = v128.load32_splat(data, SATURATION);
  const lightness = load<f32>(data + LIGHTNESS_SHIFT);
  for (let plane = planes; plane < end; plane += 16) {
    const red = v128.load(plane), green = v128.load(plane, PLANE_BYTES), blue = v128.load(plane, PLANE_BYTES * 2);
    const own = f32x4.mul(f32x4.add(largest(red, green, blue), smallest(red, green, blue)), f32x4.splat(0.5));
    const level = shiftLightness(own, lightness);
    const half = f32x4.mul(saturation, f32x4.min(level, f32x4.sub(f32x4.splat(1), level)));
    const low = f32x4.sub(level, half), spread = f32x4.add(half, half);
    store3(plane, placeHue(hue, 0, low, spread), placeHue(hue, 120, low, spread), placeHue(hue, 240, low, spread));
  }
}

/** In the reference's order: hue, lightness of the ranges, lightness of the master, saturation. */
function shift(data: usize, count: i32, planes: usize): void {
  const end = planes + (<usize>count << 2);
  const rangeCount = load<i32>(data + RANGE_COUNT);
  const rangesEnd = data + RANGES + <usize>rangeCount * RANGE_BYTES;
  const needsHue = rangeCount > 0 || load<f32>(data + HUE_SHIFT) != 0;
  const lightness = load<f32>(data + LIGHTNESS_SHIFT);
  const one = f32x4.splat(1), zero = f32x4.splat(0);
  for (let plane = planes; plane < end; plane += 16) {
    let red = v128.load(plane), green = v128.load(plane, PLANE_BYTES), blue = v128.load(plane, PLANE_BYTES * 2);
    let gain = v128.load32_splat(data, SATURATION);
    if (needsHue) {
      const high = largest(red, green, blue), low = smallest(red, green, blue);
      const spread = f32x4.sub(high, low);
      const own = hueOf(red, green, blue, high, spread);
      let hue = f32x4.add(own, v128.load32_splat(data, HUE_SHIFT));
      let rangeLightness = zero, increase = zero, decrease = zero;
      for (let range = data + RANGES; range < rangesEnd; range += RANGE_BYTES) {
        const weight = rangeWeight(range, own);
        const change = f32x4.mul(weight, v128.load32_splat(range, RANGE_SATURATION));
        hue = f32x4.add(hue, f32x4.mul(weight, v128.load32_splat(range, RANGE_HUE)));
        rangeLightness = f32x4.add(rangeLightness, f32x4.mul(weight, v128.load32_splat(range, RANGE_LIGHTNESS)));
        increase = f32x4.add(increase, f32x4.max(change, zero));
        decrease = f32x4.add(decrease, f32x4.min(change, zero));
      }
      // lightening a range moves all channels towards the largest, darkening towards the smallest: greys do not move
      const amount = clamp(rangeLightness, -1, 1);
      const kept = f32x4.sub(one, f32x4.abs(amount));
      const base = f32x4.add(low, f32x4.mul(spread, f32x4.max(amount, zero)));
      red = placeHue(hue, 0, base, f32x4.mul(spread, kept));
      green = placeHue(hue, 120, base, f32x4.mul(spread, kept));
      blue = placeHue(hue, 240, base, f32x4.mul(spread, kept));
      gain = f32x4.mul(gain, f32x4.max(f32x4.add(f32x4.add(one, increase), f32x4.max(decrease, f32x4.splat(-1))), zero));
    }
    red = shiftLightness(red, lightness);
    green = shiftLightness(green, lightness);
    blue = shiftLightness(blue, lightness);
    // away from the pixel's lightness, up to the purest colour that this lightness has
    const high = largest(red, green, blue), low = smallest(red, green, blue);
    const level = f32x4.mul(f32x4.add(high, low), f32x4.splat(0.5));
    const room = f32x4.min(level, f32x4.sub(one, level));
    // the tiny floor only keeps greys, which have nothing to scale, away from 0 / 0
    const purest = f32x4.div(f32x4.add(room, room), f32x4.max(f32x4.sub(high, low), f32x4.splat(1e-12)));
    gain = f32x4.min(gain, f32x4.max(purest, one));
    store3(
      plane,
      f32x4.add(level, f32x4.mul(f32x4.sub(red, level), gain)),
      f32x4.add(level, f32x4.mul(f32x4.sub(green, level), gain)),
      f32x4.add(level, f32x4.mul(f32x4.sub(blue, level), gain)),
    );
  }
}
