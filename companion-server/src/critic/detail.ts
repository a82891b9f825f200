import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';

/** Blur of tiles, 0 (crisp) .. 1 (smooth); tiles without texture hold NaN: nothing in them could be sharp. */
export interface DetailTiles { readonly columns: number; readonly rows: number; readonly horizontal: Float32Array; readonly vertical: Float32Array }

const COLUMNS = 24;
/** Half width of the re-blur: 9 taps, as published. */
const REBLUR_RADIUS = 4;
/** Mean step (encoded 0..1) under which a tile is flat: about 1.5 levels of 255, the grain of a JPEG. */
const MIN_STEP = 0.006;

/**
 * The re-blur measure of Crete et al. 2007 by tiles: an image that loses few neighbour differences when blurred again was
 * blurred already. Independent of contrast and brightness. Works on the luma of the proxy (at most 1024 px), so it answers
 * "is it sharp at viewing size", not at 100 %.
 */
export function detailTiles(proxy: FloatImage): DetailTiles {
  const { width, height } = proxy;
  const columns = Math.max(1, Math.min(COLUMNS, Math.floor(width / 24)));
  const rows = Math.max(1, Math.min(Math.round((columns * height) / width) || 1, Math.floor(height / 24) || 1));
  const luma = new Float32Array(width * height);
  // Rec. 601 luma on encoded values: the signal that the eye's sharpness follows
  for (let i = 0, p = 0; i < luma.length; i++, p += 3) luma[i] = 0.299 * proxy.data[p]! + 0.587 * proxy.data[p + 1]! + 0.114 * proxy.data[p + 2]!;
  const grid = { columns, rows, width, height };
  return { columns, rows, horizontal: blurAlong(luma, grid, true), vertical: blurAlong(luma, grid, false) };
}

interface TileGrid { readonly columns: number; readonly rows: number; readonly width: number; readonly height: number }

function blurAlong(luma: Float32Array, grid: TileGrid, alongRows: boolean): Float32Array {
  const { columns, rows, width, height } = grid;
  const steps = new Float64Array(columns * rows);
  const lost = new Float64Array(columns * rows);
  const counts = new Float64Array(columns * rows);
  const step = alongRows ? 1 : width;
  const columnOf = Int32Array.from({ length: width }, (_, x) => Math.floor((x * columns) / width));
  const marginX = alongRows ? REBLUR_RADIUS + 1 : 0;
  const marginY = alongRows ? 0 : REBLUR_RADIUS + 1;
  const ahead = REBLUR_RADIUS * step;
  const behind = (REBLUR_RADIUS + 1) * step;
  for (let y = marginY; y < height - marginY; y++) {
    const tileRow = Math.floor((y * rows) / height) * columns;
    for (let x = marginX; x < width - marginX; x++) {
      const i = y * width + x;
      const sharp = Math.abs(luma[i]! - luma[i - step]!);
      // the difference of two neighbouring 9-tap means telescopes to its two ends
      const blurred = Math.abs(luma[i + ahead]! - luma[i - behind]!) / (2 * REBLUR_RADIUS + 1);
      const tile = tileRow + columnOf[x]!;
      steps[tile]! += sharp;
      if (sharp > blurred) lost[tile]! += sharp - blurred;
      counts[tile]!++;
    }
  }
  return Float32Array.from(steps, (s, i) => (s / Math.max(1, counts[i]!) < MIN_STEP ? NaN : 1 - lost[i]! / s));
}
