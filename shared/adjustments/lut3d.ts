import { AppError } from '../errors/app-error';
import type { Lut3dAdjustment } from './adjustment';
import { decodeLutTable, encodeLutTable } from './lut-table';
import { clampUnit, type PixelMap, type Rgb } from './pixel-map';

/** The size of every table that Photocrafter makes: what Photoshop and colour tools read without resampling. */
export const LUT_SIZE = 33;

/** Compiles a lookup table. Throws INVALID_PLAN when the table's length does not fit its size. */
export function lut3dPixel({ size, table }: Lut3dAdjustment): PixelMap {
  const values = decodeLutTable(table);
  if (size < 2 || values.length !== size ** 3 * 3) throw new AppError('INVALID_PLAN', `a lookup table of size ${size} has ${values.length} values`);
  return tetrahedralPixel(values, size);
}

/**
 * Tetrahedral interpolation in a cube of size^3 RGB values, red fastest: along the path from the lower to the upper corner of
 * the cell that takes the largest fraction first (Kasson et al., "Performing color space conversions with three-dimensional
 * linear interpolation", 1995). Neutrals use the cell's diagonal alone, so that greys stay grey.
 */
export function tetrahedralPixel(values: Float32Array, size: number): PixelMap {
  const strides = [3, 3 * size, 3 * size * size] as const;
  return (rgb) => {
    const [cellR, fractionR] = cellOf(rgb[0]!, size);
    const [cellG, fractionG] = cellOf(rgb[1]!, size);
    const [cellB, fractionB] = cellOf(rgb[2]!, size);
    const corner = cellR * strides[0] + cellG * strides[1] + cellB * strides[2];
    const opposite = corner + strides[0] + strides[1] + strides[2];
    const high = Math.max(fractionR, fractionG, fractionB);
    const low = Math.min(fractionR, fractionG, fractionB);
    const middle = fractionR + fractionG + fractionB - high - low;
    const first = fractionR === high ? 0 : fractionG === high ? 1 : 2;
    const last = fractionB === low && first !== 2 ? 2 : fractionG === low && first !== 1 ? 1 : 0;
    const afterFirst = corner + strides[first]!;
    const beforeLast = opposite - strides[last]!;
    for (let channel = 0; channel < 3; channel++) {
      rgb[channel] = (1 - high) * values[corner + channel]! + (high - middle) * values[afterFirst + channel]!
        + (middle - low) * values[beforeLast + channel]! + low * values[opposite + channel]!;
    }
  };
}

function cellOf(value: number, size: number): readonly [cell: number, fraction: number] {
  const position = clampUnit(value) * (size - 1);
  const cell = Math.min(Math.floor(position), size - 2);
  return [cell, position - cell];
}

/** Samples an RGB function (encoded, 0..1) on the grid of a cube. */
export function sampleToLut3d(map: (rgb: Rgb) => Rgb, size: number = LUT_SIZE): Lut3dAdjustment {
  const values = new Float32Array(size ** 3 * 3);
  const step = 1 / (size - 1);
  let at = 0;
  for (let b = 0; b < size; b++) {
    for (let g = 0; g < size; g++) {
      for (let r = 0; r < size; r++) {
        values.set(map([r * step, g * step, b * step]), at);
        at += 3;
      }
    }
  }
  return { kind: 'lut3d', size, table: encodeLutTable(values) };
}
