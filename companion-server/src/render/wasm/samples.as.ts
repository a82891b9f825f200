/** Integer or float samples, interleaved, to three float32 planes of encoded values 0..1, and back. */
import { HEADER_CHANNELS, HEADER_DEPTH, HEADER_ENTRY, PLANE_BYTES } from './program-layout';

/** Rec. 709 luma, on encoded values: what a coloured result becomes in a grey picture. */
const LUMA_RED: f32 = 0.2126;
const LUMA_GREEN: f32 = 0.7152;
const LUMA_BLUE: f32 = 0.0722;

// @ts-ignore: decorator
@inline
function readSample(at: usize, depth: i32, entry: usize): f32 {
  if (depth == 32) {
    const value = load<f32>(at);
    // written so that NaN becomes 0: nothing that comes from a file may index outside a table
    return value > 0 ? (value < 1 ? value : 1) : 0;
  }
  if (depth == 16) return <f32>load<u16>(at);
  return entry != 0 ? load<f32>(entry + (<usize>load<u8>(at) << 2)) : <f32>load<u8>(at);
}

// @ts-ignore: decorator
@inline
function deal(depth: i32, channels: i32, samples: usize, count: i32, planes: usize, red: usize, green: usize, blue: usize): void {
  const bytes: usize = depth >> 3;
  const stride: usize = <usize>channels * bytes;
  // a grey picture is the colour (v, v, v)
  const second: usize = channels < 3 ? 0 : bytes;
  const end = planes + (<usize>count << 2);
  for (let plane = planes; plane < end; plane += 4) {
    store<f32>(plane, readSample(samples, depth, red));
    store<f32>(plane, readSample(samples + second, depth, green), PLANE_BYTES);
    store<f32>(plane, readSample(samples + second + second, depth, blue), PLANE_BYTES * 2);
    samples += stride;
  }
}

function divide(count: i32, planes: usize, max: f32): void {
  const divisor = f32x4.splat(max);
  for (let channel: usize = 0; channel < 3; channel++) {
    const start = planes + channel * PLANE_BYTES;
    const end = start + (<usize>count << 2);
    for (let at = start; at < end; at += 16) v128.store(at, f32x4.div(v128.load(at), divisor));
  }
}

/** At 8 bits the entry tables, where there are any, apply the program's first per-channel functions exactly. */
export function expand(program: usize, samples: usize, count: i32, planes: usize): void {
  const channels = load<i32>(program + HEADER_CHANNELS);
  const depth = load<i32>(program + HEADER_DEPTH);
  const red = load<usize>(program + HEADER_ENTRY);
  if (depth == 8) {
    const green = load<usize>(program + HEADER_ENTRY + 4), blue = load<usize>(program + HEADER_ENTRY + 8);
    if (red != 0) deal(8, channels, samples, count, planes, red, green, blue);
    else {
      deal(8, channels, samples, count, planes, 0, 0, 0);
      divide(count, planes, 255);
    }
  } else if (depth == 16) {
    deal(16, channels, samples, count, planes, 0, 0, 0);
    divide(count, planes, 65535);
  } else deal(32, channels, samples, count, planes, 0, 0, 0);
}

/** Four samples of a plane, rounded half up. */
// @ts-ignore: decorator
@inline
function quantise(plane: usize, max: f32): v128 {
  const clamped = f32x4.min(f32x4.max(v128.load(plane), f32x4.splat(0)), f32x4.splat(1));
  return i32x4.trunc_sat_f32x4_s(f32x4.add(f32x4.mul(clamped, f32x4.splat(max)), f32x4.splat(0.5)));
}

// @ts-ignore: decorator
@inline
function writeSample(at: usize, depth: i32, value: i32): void {
  if (depth == 8) store<u8>(at, <u8>value);
  else store<u16>(at, <u16>value);
}

/** Replaces the plane by its integers first, four at a time; then deals them out. Alpha is never touched. */
// @ts-ignore: decorator
@inline
function packIntegers(depth: i32, channels: i32, samples: usize, count: i32, planes: usize): void {
  const max: f32 = depth == 8 ? 255 : 65535;
  const bytes: usize = depth >> 3;
  const stride: usize = <usize>channels * bytes;
  const end = planes + (<usize>count << 2);
  for (let plane = planes; plane < end; plane += 16) {
    v128.store(plane, quantise(plane, max));
    if (channels < 3) continue;
    v128.store(plane, quantise(plane + PLANE_BYTES, max), PLANE_BYTES);
    v128.store(plane, quantise(plane + PLANE_BYTES * 2, max), PLANE_BYTES * 2);
  }
  for (let plane = planes; plane < end; plane += 4) {
    writeSample(samples, depth, load<i32>(plane));
    if (channels >= 3) {
      writeSample(samples + bytes, depth, load<i32>(plane, PLANE_BYTES));
      writeSample(samples + bytes + bytes, depth, load<i32>(plane, PLANE_BYTES * 2));
    }
    samples += stride;
  }
}

function packFloats(channels: i32, samples: usize, count: i32, planes: usize): void {
  const end = planes + (<usize>count << 2);
  for (let plane = planes; plane < end; plane += 4) {
    store<f32>(samples, load<f32>(plane));
    if (channels >= 3) {
      store<f32>(samples, load<f32>(plane, PLANE_BYTES), 4);
      store<f32>(samples, load<f32>(plane, PLANE_BYTES * 2), 8);
    }
    samples += <usize>channels << 2;
  }
}

function toLuma(count: i32, planes: usize): void {
  const end = planes + (<usize>count << 2);
  for (let plane = planes; plane < end; plane += 16) {
    const red = f32x4.mul(v128.load(plane), f32x4.splat(LUMA_RED));
    const green = f32x4.mul(v128.load(plane, PLANE_BYTES), f32x4.splat(LUMA_GREEN));
    const blue = f32x4.mul(v128.load(plane, PLANE_BYTES * 2), f32x4.splat(LUMA_BLUE));
    v128.store(plane, f32x4.add(f32x4.add(red, green), blue));
  }
}

export function pack(program: usize, samples: usize, count: i32, planes: usize): void {
  const channels = load<i32>(program + HEADER_CHANNELS);
  const depth = load<i32>(program + HEADER_DEPTH);
  if (channels < 3) toLuma(count, planes);
  if (depth == 32) packFloats(channels, samples, count, planes);
  else if (depth == 8) {
    if (channels == 3) packIntegers(8, 3, samples, count, planes);
    else packIntegers(8, channels, samples, count, planes);
  } else packIntegers(16, channels, samples, count, planes);
}
