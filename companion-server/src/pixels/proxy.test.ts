import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DISPLAY_P3, SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import type { RasterDescription, SampleArray } from '@photocrafter/shared/pixels/pixel-buffer';
import { compileTransfer } from '@photocrafter/shared/pixels/transfer';
import { decodeImage } from './decode';
import type { DecodedImage } from './decoded-image';
import { encodeImage } from './encode';
import { loadFloatImage, previewJpeg, saveFloatImage } from './float-image-files';
import { sharp } from './image-library';
import { cropRegion, makeProxy } from './proxy';

const signal = new AbortController().signal;
let folder: string;
const opened: DecodedImage[] = [];
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'photocrafter-proxy-')); });
afterEach(async () => { await Promise.all(opened.splice(0).map((image) => image.store.close())); });
afterAll(async () => { await rm(folder, { recursive: true, force: true }); });

async function fromSamples(samples: SampleArray, description: RasterDescription & { profileName?: string }): Promise<DecodedImage> {
  const path = join(folder, 'plugin.raw');
  await writeFile(path, samples);
  const image = await decodeImage({ path, raw: description }, { scratchFolder: folder, maxPixels: 1e6 }, signal);
  opened.push(image);
  return image;
}

describe('makeProxy', () => {
  it('averages in linear light over fractional areas', async () => {
    const row = [0, 255, 255, 0, 90];
    const image = await fromSamples(Uint8Array.from(row), { width: 5, height: 1, channels: 1, depth: 8 });
    const proxy = await makeProxy(image, 2);
    expect([proxy.width, proxy.height]).toEqual([2, 1]);
    const { toLinear, toEncoded } = compileTransfer(SRGB);
    const [a, b, c, d, e] = row.map((sample) => toLinear(sample / 255)) as [number, number, number, number, number];
    const expected = [toEncoded((a + b + c / 2) / 2.5), toEncoded((c / 2 + d + e) / 2.5)];
    [0, 1].forEach((pixel) => { [0, 1, 2].forEach((channel) => { expect(proxy.data[3 * pixel + channel]).toBeCloseTo(expected[pixel]!, 4); }); });
  });

  it.each([[8, 255], [16, 65535], [32, 1]] as const)('keeps the linear mean of %i-bit samples, rows and columns alike, and ignores alpha', async (depth, max) => {
    const [width, height] = [37, 53];
    const values = Array.from({ length: width * height * 4 }, (_, i) => (((i * 2654435761) % 1000) / 999) * max);
    const samples = depth === 8 ? Uint8Array.from(values) : depth === 16 ? Uint16Array.from(values) : Float32Array.from(values);
    const proxy = await makeProxy(await fromSamples(samples, { width, height, channels: 4, depth }), 16);
    expect([proxy.width, proxy.height]).toEqual([11, 16]);
    const { toLinear } = compileTransfer(SRGB);
    for (let channel = 0; channel < 3; channel++) {
      let before = 0, after = 0;
      for (let i = channel; i < samples.length; i += 4) before += toLinear(samples[i]! / max);
      for (let i = channel; i < proxy.data.length; i += 3) after += toLinear(proxy.data[i]!);
      expect(after / (11 * 16)).toBeCloseTo(before / (width * height), 4);
    }
  });

  it('gives small pictures back untouched', async () => {
    const samples = Uint16Array.from([0, 1, 65535, 40000, 30000, 20000]);
    const image = await fromSamples(samples, { width: 2, height: 1, channels: 3, depth: 16, profileName: 'Display P3' });
    const proxy = await makeProxy(image, 1024);
    expect(proxy.encoding).toBe(DISPLAY_P3);
    expect([...proxy.data].map((value) => Math.round(value * 65535))).toEqual([...samples]);
  });
});

describe('cropRegion', () => {
  it('cuts at full resolution and stays inside the picture', async () => {
    const samples = Uint8Array.from({ length: 10 * 8 * 3 }, (_, i) => i);
    const image = await fromSamples(samples, { width: 10, height: 8, channels: 3, depth: 8 });
    const crop = await cropRegion(image, 7, 6, 5, 5);
    expect([crop.width, crop.height]).toEqual([3, 2]);
    const first = 3 * (6 * 10 + 7);
    expect([...crop.data.subarray(0, 3)].map((value) => Math.round(value * 255))).toEqual([first, first + 1, first + 2]);
  });
});

describe('raw samples from a plugin', () => {
  it.each([8, 16, 32] as const)('RGBA %i comes back byte for byte', async (depth) => {
    const values = Array.from({ length: 6 * 4 * 4 }, (_, i) => (depth === 32 ? i / 95 : i * 2));
    const samples = depth === 8 ? Uint8Array.from(values) : depth === 16 ? Uint16Array.from(values) : Float32Array.from(values);
    const image = await fromSamples(samples, { width: 6, height: 4, channels: 4, depth });
    expect(await image.store.readRows(0, 4)).toEqual(samples);
    const file = await encodeImage(image.store, image, join(folder, 'answer.raw'), signal);
    expect(file).toMatchObject({ fileName: 'answer.raw', bytes: samples.byteLength });
  });
  it('refuses a length that does not fit the description', async () => {
    await expect(fromSamples(new Uint8Array(11), { width: 2, height: 1, channels: 4, depth: 8 })).rejects.toMatchObject({ code: 'CORRUPT_IMAGE' });
  });
  it('says when a profile is not known', async () => {
    const image = await fromSamples(new Uint8Array(8), { width: 2, height: 1, channels: 4, depth: 8, profileName: 'ColorMatch RGB' });
    expect(image.notes).toEqual([expect.stringContaining('ColorMatch RGB')]);
  });
});

describe('float picture files', () => {
  it('saves at 8 or 16 bit as sRGB and loads again', async () => {
    const image = { width: 3, height: 1, data: Float32Array.from([0.1, 0.5, 0.9, 0.25, 0.5, 0.75, 1, 1, 0]), encoding: SRGB };
    for (const [name, error] of [['a.tif', 1e-5], ['a.png', 2.1e-3]] as const) {
      await saveFloatImage(image, join(folder, name));
      (await loadFloatImage(join(folder, name))).data.forEach((value, i) => { expect(Math.abs(value - image.data[i]!)).toBeLessThan(error); });
    }
  });
  it('previews wide gamut in sRGB', async () => {
    const green = { width: 8, height: 8, data: Float32Array.from({ length: 192 }, (_, i) => [0.2, 0.5, 0.2][i % 3]!), encoding: DISPLAY_P3 };
    await previewJpeg(green, join(folder, 'preview.jpg'));
    const [red] = await sharp(join(folder, 'preview.jpg')).raw().toBuffer();
    // CSS Color 4: color(display-p3 0.2 0.5 0.2) has a red of 0.05 in sRGB; 51 would mean that nothing was converted
    expect(red).toBeLessThan(30);
  });
});
