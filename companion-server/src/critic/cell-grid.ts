import type { PhotometricPlanes } from '@photocrafter/shared/attributes/attribute';

/** A small grid of cell means: what saliency looks at. Every array has `width * height` entries, row by row. */
export interface CellGrid {
  readonly width: number;
  readonly height: number;
  readonly lightness: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
  /** mean |L* step| to the right and lower neighbour: fine detail, which is where the photographer focused */
  readonly detail: Float32Array;
}

/** Averages the planes over cells so that the long side has at most `maxCells` of them. */
export function cellGrid(planes: PhotometricPlanes, maxCells: number): CellGrid {
  const { width, height } = planes.image;
  const scale = Math.min(1, maxCells / Math.max(width, height));
  const columns = Math.max(1, Math.round(width * scale));
  const rows = Math.max(1, Math.round(height * scale));
  const size = columns * rows;
  const sums = { lightness: new Float32Array(size), a: new Float32Array(size), b: new Float32Array(size), detail: new Float32Array(size) };
  const counts = new Float32Array(size);
  for (let y = 0; y < height; y++) {
    const row = Math.min(rows - 1, Math.floor((y * rows) / height)) * columns;
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const cell = row + Math.min(columns - 1, Math.floor((x * columns) / width));
      const l = planes.lightness[i]!;
      const right = x + 1 < width ? Math.abs(planes.lightness[i + 1]! - l) : 0;
      const below = y + 1 < height ? Math.abs(planes.lightness[i + width]! - l) : 0;
      sums.lightness[cell]! += l;
      sums.a[cell]! += planes.a[i]!;
      sums.b[cell]! += planes.b[i]!;
      sums.detail[cell]! += right + below;
      counts[cell]!++;
    }
  }
  for (const plane of Object.values(sums)) for (let i = 0; i < size; i++) plane[i]! /= counts[i]!;
  return { width: columns, height: rows, ...sums };
}
