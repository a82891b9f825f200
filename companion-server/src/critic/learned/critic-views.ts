import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { convertEncoding } from '@photocrafter/shared/pixels/convert-encoding';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';

/** Side of the square that the whole frame is squeezed to, and of each crop, in pixels. */
export const FRAME_SIDE = 256;
export const CROP_SIDE = 64;
/** Top left corners of the crops, as shares of what is left of the frame: the middle and three places that subjects take. */
const CROP_PLACES = [[0.5, 0.5], [0.2, 0.3], [0.8, 0.3], [0.5, 0.85]] as const;
export const CROP_COUNT = CROP_PLACES.length;

/**
 * What the learned critic sees of the pixels, as 8-bit sRGB planes: `frame` [3, FRAME_SIDE, FRAME_SIDE], and `crops`
 * [CROP_COUNT, 3, CROP_SIDE, CROP_SIDE] at the picture's own resolution, where noise, blur and compression show.
 */
export interface CriticViews { readonly frame: Uint8Array; readonly crops: Uint8Array }

/** Cuts the views of a picture in any encoding; one smaller than a crop repeats its border. */
export function criticViews(image: FloatImage): CriticViews {
  const picture = convertEncoding(image, SRGB);
  const crops = new Uint8Array(CROP_COUNT * 3 * CROP_SIDE ** 2);
  CROP_PLACES.forEach((place, i) => { crops.set(cropAt(picture, place), i * 3 * CROP_SIDE ** 2); });
  return { frame: squeeze(picture), crops };
}

/** The area average of what each sample covers, borders weighted by their share. */
function squeeze({ width, height, data }: FloatImage): Uint8Array {
  const columns = spansOf(width), rows = spansOf(height);
  const line = new Float64Array(3 * FRAME_SIDE), frame = new Uint8Array(3 * FRAME_SIDE ** 2);
  for (let y = 0; y < FRAME_SIDE; y++) {
    line.fill(0);
    const { from, weights } = rows[y]!;
    weights.forEach((weight, v) => {
      for (let x = 0; x < FRAME_SIDE; x++) {
        const span = columns[x]!;
        for (let u = 0, at = 3 * ((from + v) * width + span.from); u < span.weights.length; u++, at += 3) {
          const share = weight * span.weights[u]!;
          line[3 * x]! += share * data[at]!; line[3 * x + 1]! += share * data[at + 1]!; line[3 * x + 2]! += share * data[at + 2]!;
        }
      }
    });
    for (let x = 0; x < FRAME_SIDE; x++) for (let c = 0; c < 3; c++) frame[(c * FRAME_SIDE + y) * FRAME_SIDE + x] = toByte(line[3 * x + c]!);
  }
  return frame;
}

/** For each of FRAME_SIDE samples: the first source sample and the shares of the ones it covers, summing to 1. */
function spansOf(length: number): readonly { readonly from: number; readonly weights: readonly number[] }[] {
  const step = length / FRAME_SIDE;
  return Array.from({ length: FRAME_SIDE }, (_, i) => {
    const start = i * step, end = Math.min(length, start + step), from = Math.min(length - 1, Math.floor(start));
    const weights: number[] = [];
    for (let at = from; at === from || at < end - 1e-9; at++) weights.push(Math.max(1e-12, Math.min(end, at + 1) - Math.max(start, at)));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { from, weights: weights.map((weight) => weight / sum) };
  });
}

function cropAt({ width, height, data }: FloatImage, [across, down]: readonly [number, number]): Uint8Array {
  const left = Math.round(Math.max(0, width - CROP_SIDE) * across), top = Math.round(Math.max(0, height - CROP_SIDE) * down);
  const crop = new Uint8Array(3 * CROP_SIDE ** 2);
  for (let y = 0; y < CROP_SIDE; y++) {
    const row = Math.min(height - 1, top + y) * width;
    for (let x = 0; x < CROP_SIDE; x++) {
      const at = 3 * (row + Math.min(width - 1, left + x));
      for (let c = 0; c < 3; c++) crop[(c * CROP_SIDE + y) * CROP_SIDE + x] = toByte(data[at + c]!);
    }
  }
  return crop;
}

function toByte(value: number): number { return Math.round(255 * Math.min(1, Math.max(0, value))); }
