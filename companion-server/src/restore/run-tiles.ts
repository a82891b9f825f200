import { setImmediate } from 'node:timers/promises';
import { AppError } from '@photocrafter/shared/errors/app-error';
import type { ColourEncoding } from '@photocrafter/shared/pixels/colour-encoding';
import { compileMask } from '@photocrafter/shared/pixels/rasterise-mask';
import type { Mask } from '@photocrafter/shared/pixels/mask';
import type { RowStore } from '../pixels/decoded-image';
import { blendChange, type Blend } from './blend-change';
import { sampleRows } from './sample-rows';
import { tileAxis, tileWindow } from './tile-grid';
import type { TileNetwork } from './tile-network';

/** Pixels from the top left. */
export interface PixelRegion { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export interface TileOptions {
  readonly blend: Blend;
  readonly mask?: Mask;
  /** only tiles that touch it are run; the rest of the target is a copy of the source */
  readonly region?: PixelRegion;
  readonly onTile?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Runs a network over a picture of any size: overlapping tiles, blended by smooth windows, row of tiles by row of tiles, so that memory
 * holds one row of tiles whatever the picture's height. Samples keep their depth, encoding and alpha; `target` has the shape of `source`.
 * Throws CANCELLED between tiles soon after `signal` aborts (the target is then incomplete), and what the network throws.
 */
export async function runTiles(source: RowStore, target: RowStore, encoding: ColourEncoding, network: TileNetwork, options: TileOptions): Promise<void> {
  const { width, height, channels } = source;
  const { shape } = network;
  const columns = tileAxis(width, shape), rows = tileAxis(height, shape);
  const convert = sampleRows(source, encoding);
  const weightsOf = options.mask && compileMask(options.mask, width, height);
  const wanted = (x: number, y: number): boolean => touches(options.region, x, y, columns.size, rows.size);
  const total = columns.starts.reduce((sum, x) => sum + rows.starts.filter((y) => wanted(x, y)).length, 0);

  const band = new Float32Array(rows.size * width * 3), sums = new Float32Array(band.length), weights = new Float32Array(rows.size * width);
  const tile = new Float32Array(rows.size * columns.size * 3);
  let done = 0;
  for (const [row, y] of rows.starts.entries()) {
    const inside = Math.min(rows.size, height - y);
    const samples = await source.readRows(y, inside);
    convert.read(samples, 0, band, 0, inside * width);
    const down = tileWindow(rows, row, shape.overlap);
    for (const [column, x] of columns.starts.entries()) {
      if (!wanted(x, y)) continue;
      if (options.signal?.aborted === true) throw new AppError('CANCELLED');
      cutTile(tile, columns.size, rows.size, band, width, inside, x);
      const restored = await network.run({ x, y, width: columns.size, height: rows.size, data: tile });
      addTile(sums, weights, restored, { across: tileWindow(columns, column, shape.overlap), down, x, width, inside });
      options.onTile?.(++done, total);
      // lets a cancel be heard: a network's run blocks this process
      await setImmediate();
    }
    // what the next row of tiles does not reach is finished
    const finished = Math.min((rows.starts[row + 1] ?? height) - y, inside);
    finish(sums, weights, band, finished * width);
    blendChange(band, sums, finished * width, options.blend, weightsOf?.(y, finished));
    const ready = samples.subarray(0, finished * width * channels);
    convert.addChange(ready, 0, band, sums, 0, finished * width);
    await target.writeRows(y, ready);
    shiftUp(sums, finished * width * 3);
    shiftUp(weights, finished * width);
  }
}

/** Copies a tile out of a band of rows; what lies beyond the picture is mirrored (the border pixel counts once). */
function cutTile(tile: Float32Array, tileWidth: number, tileHeight: number, band: Float32Array, width: number, rows: number, x: number): void {
  const inside = Math.min(tileWidth, width - x);
  for (let ty = 0; ty < tileHeight; ty++) {
    const start = mirrored(ty, rows) * width, t = 3 * ty * tileWidth;
    tile.set(band.subarray(3 * (start + x), 3 * (start + x + inside)), t);
    for (let tx = inside; tx < tileWidth; tx++) {
      const b = 3 * (start + mirrored(x + tx, width));
      for (let c = 0; c < 3; c++) tile[t + 3 * tx + c] = band[b + c]!;
    }
  }
}

function mirrored(index: number, length: number): number {
  if (index < length) return index;
  if (length === 1) return 0;
  const period = 2 * (length - 1), phase = index % period;
  return phase < length ? phase : period - phase;
}

interface Placing { readonly across: Float32Array; readonly down: Float32Array; readonly x: number; readonly width: number; readonly inside: number }

function addTile(sums: Float32Array, weights: Float32Array, restored: Float32Array, { across, down, x, width, inside }: Placing): void {
  const columns = Math.min(across.length, width - x);
  for (let ty = 0; ty < inside; ty++) {
    const vertical = down[ty]!;
    if (vertical === 0) continue;
    for (let tx = 0, t = ty * across.length * 3, b = ty * width + x; tx < columns; tx++, t += 3, b++) {
      const weight = vertical * across[tx]!;
      weights[b]! += weight;
      sums[3 * b]! += weight * restored[t]!;
      sums[3 * b + 1]! += weight * restored[t + 1]!;
      sums[3 * b + 2]! += weight * restored[t + 2]!;
    }
  }
}

/** Sums become means; pixels that no tile reached are the source's. */
function finish(sums: Float32Array, weights: Float32Array, band: Float32Array, pixels: number): void {
  for (let i = 0, p = 0; i < pixels; i++, p += 3) {
    const weight = weights[i]!;
    if (weight === 0) { sums[p] = band[p]!; sums[p + 1] = band[p + 1]!; sums[p + 2] = band[p + 2]!; continue; }
    sums[p] = sums[p]! / weight;
    sums[p + 1] = sums[p + 1]! / weight;
    sums[p + 2] = sums[p + 2]! / weight;
  }
}

function shiftUp(values: Float32Array, by: number): void {
  values.copyWithin(0, by);
  values.fill(0, Math.max(0, values.length - by));
}

function touches(region: PixelRegion | undefined, x: number, y: number, width: number, height: number): boolean {
  return region === undefined || (x < region.x + region.width && region.x < x + width && y < region.y + region.height && region.y < y + height);
}

