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

/** How much smaller than possible a picture may become so that whole pixels keep its proportions. */
const SLACK = 128;

/** A size that Figma takes, at most 3 % below the largest, with proportions as near as whole pixels allow: else the picture would shift in its fill. */
export function fitSize({ width, height }: Size): Size {
  const long = Math.max(width, height), ratio = Math.min(width, height) / long;
  if (long <= MAX_SIDE) return { width, height };
  let best = { long: MAX_SIDE, short: 1, error: Infinity };
  for (let side = MAX_SIDE; side >= MAX_SIDE - SLACK; side--) {
    const short = Math.max(1, Math.round(side * ratio));
    const error = Math.abs(short / side / ratio - 1);
    if (error < best.error - 1e-9) best = { long: side, short, error };
  }
  return width >= height ? { width: best.long, height: best.short } : { width: best.short, height: best.long };
}
