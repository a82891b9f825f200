import type { Size } from './affine';

/** Figma takes no image with a longer side. */
export const MAX_SIDE = 4096;
/** Neighbours share so many pixels: where the edge of one is smoothed, the same picture lies beneath it and no seam shows. */
const OVERLAP = 2;

export interface TileBox { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/**
 * Boxes of at most 4096 pixels a side that cover the picture, rows from the top; one box when it is small enough. Translucent
 * pictures are cut without overlap, for what lies twice would be seen twice.
 */
export function cutTiles({ width, height }: Size, isOpaque: boolean): readonly TileBox[] {
  const overlap = isOpaque ? OVERLAP : 0;
  const columns = cut(width, overlap), rows = cut(height, overlap);
  return rows.flatMap(([y, tall]) => columns.map(([x, wide]) => ({ x, y, width: wide, height: tall })));
}

/** Starts and lengths along one side. */
function cut(length: number, overlap: number): readonly (readonly [start: number, length: number])[] {
  if (length <= MAX_SIDE) return [[0, length]];
  const count = Math.ceil((length - overlap) / (MAX_SIDE - overlap));
  const step = Math.ceil((length - overlap) / count);
  return Array.from({ length: count }, (_, i) => [i * step, Math.min(length - i * step, step + overlap)]);
}

/** The largest size of the same proportions that Figma takes. */
export function fitSize({ width, height }: Size): Size {
  const scale = Math.min(1, MAX_SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
