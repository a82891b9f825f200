import type { AdjustmentLayer } from '@photocrafter/shared/adjustments/adjustment';
import { AppError } from '@photocrafter/shared/errors/app-error';
import type { ChannelCount, Raster } from '@photocrafter/shared/pixels/pixel-buffer';
import { compileProgram } from './compile-program';
import { memoryRowStore } from './memory-row-store.fixture';
import { renderRows } from './render-rows';
import { renderStore } from './render-store';

const layers: readonly AdjustmentLayer[] = [
  { name: 'lift', stepId: 'a', opacity: 1, adjustment: { kind: 'exposure', exposureEv: 0.7, offset: 0, gamma: 1.1 } },
  {
    name: 'corner', stepId: 'b', opacity: 0.8, mask: { kind: 'radial', centreX: 0.4, centreY: 0.6, inner: 0.2, outer: 0.9 },
    adjustment: { kind: 'hueSaturation', hue: 20, saturation: 30, lightness: -5, colorize: false, ranges: [] },
  },
];

/** A prime, so that no two rows of a picture are alike. */
const TILE = 65521;

function pattern(width: number, height: number, channels: ChannelCount, depth: 8 | 16): Raster {
  const data = new (depth === 8 ? Uint8Array : Uint16Array)(width * height * channels);
  const tile = data.slice(0, TILE).map((_, i) => Math.imul(i, 2654435761) >>> 16);
  for (let at = 0; at < data.length; at += TILE) data.set(tile.subarray(0, data.length - at), at);
  return { width, height, channels, depth, data };
}

function rendered(picture: Raster): Raster {
  const data = picture.data.slice();
  renderRows(data, 0, compileProgram(layers), picture);
  return { ...picture, data };
}

const emptied = (picture: Raster): Raster => ({ ...picture, data: picture.data.slice().fill(0) });

describe('renderStore', () => {
  // 2.1 megapixels are worth three threads and, but for the first, several strips
  it.each([
    { shape: [2000, 1050, 1, 8], threads: 3 },
    { shape: [1500, 1400, 4, 16], threads: 2 },
    { shape: [1500, 1400, 3, 8], threads: 1 },
    { shape: [1, 1, 3, 16], threads: 4 },
    { shape: [1, 8000, 3, 8], threads: 2 },
    { shape: [8000, 1, 2, 8], threads: 2 },
  ] as const)('gives the bits of renderRows: $shape on $threads threads', async ({ shape: [width, height, channels, depth], threads }) => {
    const picture = pattern(width, height, channels, depth);
    const target = memoryRowStore(emptied(picture));
    const progress: number[] = [];
    await renderStore(memoryRowStore(picture), target, layers, { threads, onProgress: (fraction) => progress.push(fraction) });
    expect(Buffer.compare(Buffer.from(target.data.buffer), Buffer.from(rendered(picture).data.buffer))).toBe(0);
    expect(progress.at(-1)).toBe(1);
    expect([...progress].sort((a, b) => a - b)).toEqual(progress);
  });

  it('may write over its source', async () => {
    const picture = pattern(1500, 1400, 4, 16);
    const expected = rendered(picture).data;
    const store = memoryRowStore(picture);
    await renderStore(store, store, layers, { threads: 2 });
    expect(Buffer.compare(Buffer.from(store.data.buffer), Buffer.from(expected.buffer))).toBe(0);
  });

  it('copies without layers', async () => {
    const picture = pattern(40, 30, 4, 16);
    const target = memoryRowStore(emptied(picture));
    await renderStore(memoryRowStore(picture), target, [], { threads: 1 });
    expect(target.data).toEqual(picture.data);
  });

  it.each([1, 2])('stops when cancelled on %i threads, before the next strip', async (threads) => {
    const picture = pattern(1500, 1400, 4, 16);
    const target = memoryRowStore(emptied(picture));
    const controller = new AbortController();
    let strips = 0;
    const running = renderStore(memoryRowStore(picture), { ...target, writeRows: () => {
      strips++;
      // heard only if the renderer lets go of its thread between strips
      setImmediate(() => controller.abort());
      return Promise.resolve();
    } }, layers, { threads, signal: controller.signal });
    await expect(running).rejects.toThrow(new AppError('CANCELLED'));
    expect(strips).toBeLessThanOrEqual(2);
  });

  it('passes on what a store throws', async () => {
    const picture = memoryRowStore(pattern(1500, 1400, 4, 16));
    const full: typeof picture = { ...picture, writeRows: () => Promise.reject(new AppError('DISK_FULL')) };
    await expect(renderStore(picture, full, layers, { threads: 2 })).rejects.toThrow(new AppError('DISK_FULL'));
  });

  it('refuses pixel layers, which are not adjustments of pixels', async () => {
    const picture = memoryRowStore(pattern(4, 4, 3, 8));
    const baked: AdjustmentLayer = { name: 'baked', stepId: 'c', opacity: 1, adjustment: { kind: 'pixels', asset: 'abc' } };
    await expect(renderStore(picture, picture, [baked], { threads: 1 })).rejects.toMatchObject({ code: 'INVALID_PLAN' });
  });
});
