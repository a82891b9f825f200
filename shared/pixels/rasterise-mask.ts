import { AppError } from '../errors/app-error';
import { decodeBase64, encodeBase64 } from './base64';
import type { Mask } from './mask';

type MaskOf<K extends Mask['kind']> = Extract<Mask, { kind: K }>;

/** Weight 0..1 of the pixel in column x, row y. */
type MaskFunction = (x: number, y: number) => number;

/** Weights 0..1 of rows `y` to `y + count - 1`, row by row. */
export type MaskRows = (y: number, count: number) => Float32Array;

/**
 * Prepares a mask for a picture's size, so that strips need not decode it again. Every weight depends on the pixel's place
 * alone: strips of any height hold the same values. Throws INVALID_PLAN when raster data do not fit their size.
 */
export function compileMask(mask: Mask, width: number, height: number): MaskRows {
  const weightAt = maskFunction(mask, width, height);
  return (y, count) => {
    const weights = new Float32Array(width * count);
    for (let row = 0; row < count; row++) {
      for (let x = 0; x < width; x++) weights[row * width + x] = weightAt(x, y + row);
    }
    return weights;
  };
}

/** The whole mask at a picture's size: width x height weights 0..1. */
export function rasteriseMask(mask: Mask, width: number, height: number): Float32Array {
  return compileMask(mask, width, height)(0, height);
}

/** `count` rows of the mask from row `y` on; the same values as in `rasteriseMask`. */
export function maskRows(mask: Mask, width: number, height: number, y: number, count: number): Float32Array {
  return compileMask(mask, width, height)(y, count);
}

/** Packs weights 0..1 (clamped, width x height) as an 8-bit raster mask. */
export function encodeRasterMask(weights: ArrayLike<number>, width: number, height: number, label: string): Mask {
  const bytes = Uint8Array.from(weights, (weight) => Math.round(255 * Math.min(Math.max(weight, 0), 1)));
  return { kind: 'raster', width, height, data: encodeBase64(bytes), label };
}

function maskFunction(mask: Mask, width: number, height: number): MaskFunction {
  switch (mask.kind) {
    case 'raster': return rasterFunction(mask, width, height);
    case 'radial': return radialFunction(mask, width, height);
    case 'product': {
      const factors = mask.masks.map((factor) => maskFunction(factor, width, height));
      return (x, y) => factors.reduce((weight, factor) => weight * factor(x, y), 1);
    }
  }
}

function rasterFunction(mask: MaskOf<'raster'>, width: number, height: number): MaskFunction {
  const samples = decodeBase64(mask.data);
  if (samples === undefined || samples.length === 0 || samples.length !== mask.width * mask.height) {
    throw new AppError('INVALID_PLAN', `the mask "${mask.label}" does not hold ${mask.width}x${mask.height} samples`);
  }
  const columns = Array.from({ length: width }, (_, x) => neighbours(x, width, mask.width));
  const rows = Array.from({ length: height }, (_, y) => neighbours(y, height, mask.height));
  return (x, y) => {
    const column = columns[x]!;
    const row = rows[y]!;
    const upper = row.before * mask.width;
    const lower = row.after * mask.width;
    const top = samples[upper + column.before]! * (1 - column.fraction) + samples[upper + column.after]! * column.fraction;
    const bottom = samples[lower + column.before]! * (1 - column.fraction) + samples[lower + column.after]! * column.fraction;
    return (top * (1 - row.fraction) + bottom * row.fraction) / 255;
  };
}

/** The two mask samples around the centre of pixel `index`, and how far it lies towards the second. */
function neighbours(index: number, size: number, maskSize: number): { before: number; after: number; fraction: number } {
  const position = Math.min(Math.max(((index + 0.5) / size) * maskSize - 0.5, 0), maskSize - 1);
  const before = Math.floor(position);
  return { before, after: Math.min(before + 1, maskSize - 1), fraction: position - before };
}

function radialFunction({ centreX, centreY, inner, outer }: MaskOf<'radial'>, width: number, height: number): MaskFunction {
  const halfDiagonal = Math.hypot(width, height) / 2;
  return (x, y) => {
    const distance = Math.hypot(x + 0.5 - centreX * width, y + 0.5 - centreY * height) / halfDiagonal;
    const t = Math.min(Math.max((distance - inner) / Math.max(outer - inner, 1e-6), 0), 1);
    return t * t * (3 - 2 * t);
  };
}
