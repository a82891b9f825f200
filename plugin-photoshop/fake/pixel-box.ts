import { makeSamples } from './fake-colour';
import type { Box } from '../src/photoshop/photoshop-api';
import type { Samples, StoredPixels } from './fake-state';

export function bitsOf(samples: Samples): 8 | 16 | 32 {
  return samples instanceof Uint8Array ? 8 : samples instanceof Uint16Array ? 16 : 32;
}

/** The part of stored pixels inside a box that lies within them. */
export function cut(pixels: StoredPixels, { left, top, right, bottom }: Box): StoredPixels {
  const { components, data } = pixels;
  const width = right - left;
  const across = pixels.right - pixels.left;
  const result = makeSamples(bitsOf(data), Math.max(0, width * (bottom - top)) * components);
  for (let y = top; y < bottom; y++) {
    const from = ((y - pixels.top) * across + left - pixels.left) * components;
    result.set(data.subarray(from, from + width * components), (y - top) * width * components);
  }
  return { left, top, right, bottom, components, data: result };
}

/** Photoshop keeps layers no larger than where their last component, alpha, is above zero. Undefined when that is nowhere. */
export function trim(pixels: StoredPixels, colours: number): StoredPixels | undefined {
  const { left, top, right, bottom, components, data } = pixels;
  if (components === colours) return pixels;
  const width = right - left;
  let box: { left: number; top: number; right: number; bottom: number } | undefined;
  for (let i = components - 1, pixel = 0; i < data.length; i += components, pixel++) {
    if (data[i] === 0) continue;
    const [x, y] = [left + (pixel % width), top + Math.floor(pixel / width)];
    box = box === undefined ? { left: x, top: y, right: x + 1, bottom: y + 1 } : { left: Math.min(box.left, x), top: Math.min(box.top, y), right: Math.max(box.right, x + 1), bottom: Math.max(box.bottom, y + 1) };
  }
  return box === undefined || (box.left === left && box.top === top && box.right === right && box.bottom === bottom) ? (box && pixels) : cut(pixels, box);
}
