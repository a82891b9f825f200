import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { DISPLAY_P3, SRGB, type ColourEncoding } from '@photocrafter/shared/pixels/colour-encoding';
import { maxSample, type BitDepth, type ChannelCount, type Raster } from '@photocrafter/shared/pixels/pixel-buffer';
import type { Session } from '../engines/engine';
import { createSamples } from '../pixels/scratch-store';
import { memoryRowStore } from '../render/memory-row-store.fixture';
import { evenBlend } from './blend-change';
import { evenLevel, levelNetwork } from './level-network';
import { childSession } from './network-child.fixture';
import { runTiles, type TileOptions } from './run-tiles';
import { tileAxis, tileWindow, type TileShape } from './tile-grid';
import { blurNetworkFile } from './tiny-network.fixture';
import type { TileNetwork } from './tile-network';

const shapes = fc.record({ sides: fc.integer({ min: 1, max: 6 }), multiple: fc.constantFrom(1, 8, 64), step: fc.constantFrom(1, 8), quarter: fc.integer({ min: 1, max: 5 }), fixed: fc.boolean() })
  .map(({ sides, multiple, step, quarter, fixed }): TileShape => ({ side: Math.max(32, sides * multiple), overlap: 4 * quarter, multiple, step, fixed }));

/** A picture with texture everywhere, also in its alpha. */
function picture(width: number, height: number, channels: ChannelCount, depth: BitDepth): Raster {
  const data = createSamples(depth, width * height * channels), max = maxSample(depth);
  for (let i = 0; i < data.length; i++) data[i] = depth === 32 ? ((i * 37) % 101) / 101 : Math.floor((((i * 37) % 101) / 101) * max);
  return { width, height, channels, depth, data };
}

const identity = (shape: TileShape): TileNetwork => ({ shape, run: (tile) => Promise.resolve(tile.data.slice()) });

async function run(source: Raster, network: TileNetwork, options: Partial<TileOptions> = {}, encoding: ColourEncoding = SRGB): Promise<Raster> {
  const target = { ...source, data: createSamples(source.depth, source.data.length) };
  await runTiles(memoryRowStore(source), memoryRowStore(target), encoding, network, { blend: evenBlend(1), ...options });
  return target;
}

function largestDifference(a: Raster, b: Raster): number {
  let most = 0;
  for (let i = 0; i < a.data.length; i++) most = Math.max(most, Math.abs(a.data[i]! - b.data[i]!));
  return most;
}

function cut({ data, ...raster }: Raster, left: number, top: number, width: number, height: number): Raster {
  const { channels } = raster, samples = createSamples(raster.depth, width * height * channels);
  for (let y = 0; y < height; y++) {
    const start = ((top + y) * raster.width + left) * channels;
    samples.set(data.subarray(start, start + width * channels), y * width * channels);
  }
  return { ...raster, width, height, data: samples };
}

describe('tile grid', () => {
  it('covers every pixel with weight, in phase, and neighbours that share the overlap add up to one', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 700 }), shapes, (length, shape) => {
      const axis = tileAxis(length, shape);
      const sum = new Float32Array(axis.starts.at(-1)! + axis.size);
      axis.starts.forEach((start, i) => {
        expect(start % shape.step).toBe(0);
        tileWindow(axis, i, shape.overlap).forEach((weight, k) => { sum[start + k]! += weight; });
      });
      expect(sum.length).toBeGreaterThanOrEqual(length);
      expect(Math.min(...sum)).toBeGreaterThan(0.99);
    }));
  });
  it('adds up to exactly one where neighbours share just the overlap', () => {
    const shape = { side: 64, overlap: 16, multiple: 8, step: 8, fixed: false };
    const axis = tileAxis(64 + 48 * 3, shape);
    expect(axis.starts).toEqual([0, 48, 96, 144]);
    const sum = new Float32Array(208);
    axis.starts.forEach((start, i) => { tileWindow(axis, i, 16).forEach((weight, k) => { sum[start + k]! += weight; }); });
    sum.forEach((value) => { expect(value).toBeCloseTo(1, 6); });
  });
});

describe('runTiles', () => {
  it('leaves every sample as it is when the network does, in all depths, channels and encodings', async () => {
    for (const depth of [8, 16, 32] as const) {
      for (const channels of [1, 2, 3, 4] as const) {
        const source = picture(75, 50, channels, depth);
        for (const encoding of [SRGB, DISPLAY_P3]) {
          const result = await run(source, identity({ side: 32, overlap: 8, multiple: 8, step: 8, fixed: true }), {}, encoding);
          // the sum of blending weights is a float
          expect(largestDifference(result, source)).toBeLessThanOrEqual(depth === 32 ? 1e-5 : 0);
        }
      }
    }
  });

  it('changes pixels by strength and mask, never alpha, and only inside a region', async () => {
    const source = picture(64, 48, 4, 16);
    const darker: TileNetwork = { shape: { side: 32, overlap: 8, multiple: 8, step: 8, fixed: false }, run: (tile) => Promise.resolve(tile.data.map((v) => v * 0.5)) };
    const half = await run(source, darker, { blend: evenBlend(0.5), mask: { kind: 'radial', centreX: 0, centreY: 0, inner: 2, outer: 3 } });
    expect(half.data).toEqual(source.data);
    const full = await run(source, darker, { blend: evenBlend(0.5) });
    expect(largestDifference(full, { ...source, data: source.data.map((sample, i) => (i % 4 === 3 ? sample : Math.round(sample * 0.75))) })).toBeLessThanOrEqual(1);
    const part = await run(source, darker, { region: { x: 0, y: 0, width: 8, height: 8 } });
    expect(part.data[4]).not.toBe(source.data[4]);
    expect(part.data.at(-2)).toBe(source.data.at(-2));
  });

  it('stops between tiles when cancelled, and tells every tile', async () => {
    const controller = new AbortController();
    const told: string[] = [];
    const work = run(picture(100, 100, 3, 8), identity({ side: 32, overlap: 8, multiple: 8, step: 8, fixed: false }), {
      signal: controller.signal, onTile: (done, total) => { told.push(`${done}/${total}`); if (done === 3) controller.abort(); },
    });
    await expect(work).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(told).toEqual(['1/16', '2/16', '3/16']);
  });

  describe('with a real network', () => {
    let session: Session, folder: string;
    const open = (side: number): Promise<Session> => {
      const path = join(folder, `${side}.onnx`);
      writeFileSync(path, blurNetworkFile(side));
      return childSession(path);
    };
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'tiles-'));
      session = await open(64);
    }, 60_000);
    afterAll(async () => {
      await session.close();
      rmSync(folder, { recursive: true });
    });

    const blur = (overlap: number): TileNetwork => levelNetwork(session, evenLevel(0), { side: 64, overlap, multiple: 8, step: 8, fixed: true });

    it('shows no seam: every tiling gives what one direct convolution gives', async () => {
      // tiles throw a quarter of the overlap away: 4 px, more than the kernel's radius of 3
      const source = picture(200, 136, 3, 8);
      const whole = await open(200);
      const direct = await run(source, levelNetwork(whole, evenLevel(0), { side: 200, overlap: 16, multiple: 8, step: 8, fixed: true }));
      const tiled = await run(source, blur(16));
      await whole.close();
      // rows below the picture are mirrored in both, zeros beyond the fixed size differ: compare what neither border reaches
      expect(largestDifference(cut(tiled, 4, 4, 192, 124), cut(direct, 4, 4, 192, 124))).toBeLessThanOrEqual(1);
    }, 60_000);

    it('moves its answer with the picture', async () => {
      const source = picture(160, 96, 3, 8);
      const shifted = cut(source, 10, 0, 150, 96);
      const [whole, part] = [await run(source, blur(16)), await run(shifted, blur(16))];
      expect(largestDifference(cut(whole, 18, 4, 132, 88), cut(part, 8, 4, 132, 88))).toBeLessThanOrEqual(1);
    }, 60_000);
  });
});
