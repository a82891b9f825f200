import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bradfordAdaptation, D65_XYZ, ICC_D50_XYZ } from '@photocrafter/shared/pixels/chromatic-adaptation';
import { DISPLAY_P3, PROPHOTO, type ColourEncoding } from '@photocrafter/shared/pixels/colour-encoding';
import { multiplyMatrices } from '@photocrafter/shared/pixels/matrix3';
import type { SampleArray } from '@photocrafter/shared/pixels/pixel-buffer';
import { buildIccProfile, gammaElement, xyzElement } from './build-icc-profile';
import { decodeImage } from './decode';
import type { DecodedImage } from './decoded-image';
import { encodeImage } from './encode';
import { sharp } from './image-library';
import { ScratchStore } from './scratch-store';
import { makeTiff } from './testing/make-tiff';

const signal = new AbortController().signal;
let folder: string;
let counter = 0;
const opened: DecodedImage[] = [];
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'photocrafter-pixels-')); });
afterEach(async () => { await Promise.all(opened.splice(0).map((image) => image.store.close())); });
afterAll(async () => { await rm(folder, { recursive: true, force: true }); });

async function save(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

async function decode(path: string, maxPixels = 1e6): Promise<DecodedImage> {
  const scratchFolder = join(folder, `scratch-${counter++}`);
  await mkdir(scratchFolder);
  const image = await decodeImage({ path }, { scratchFolder, maxPixels }, signal);
  opened.push(image);
  return image;
}

async function decodeBytes(bytes: Uint8Array, name = 'picture'): Promise<DecodedImage> {
  return decode(await save(`${counter++}-${name}`, bytes));
}

async function allSamples({ store }: DecodedImage): Promise<SampleArray> {
  return store.readRows(0, store.height);
}

/** Encodes what was decoded, unedited, and decodes that. */
async function again(image: DecodedImage): Promise<DecodedImage> {
  const path = join(folder, `again-${counter++}`);
  await encodeImage(image.store, image, path, signal);
  return decode(path);
}

/** Smooth colours with every bit of the sample type in use. */
function ramp(width: number, height: number, channels: number, bits: 8 | 16): Uint8Array | Uint16Array {
  const samples = bits === 8 ? new Uint8Array(width * height * channels) : new Uint16Array(width * height * channels);
  for (let i = 0; i < samples.length; i++) samples[i] = (i * 40503 + (i >> 3) * 97) % (bits === 8 ? 256 : 65536);
  return samples;
}

/** A matrix profile with the gamma of the space, from its primaries. */
function profileOf(encoding: ColourEncoding, exponent: number): Uint8Array {
  const m = multiplyMatrices(bradfordAdaptation(D65_XYZ, ICC_D50_XYZ), encoding.rgbToXyz);
  const column = (i: 0 | 1 | 2): Uint8Array => xyzElement([m[i], m[i + 3]!, m[i + 6]!]);
  const element = gammaElement(exponent);
  return buildIccProfile({
    deviceClass: 'mntr', colourSpace: 'RGB ', connectionSpace: 'XYZ ', description: `test ${encoding.name}`,
    tags: [
      { signature: 'rXYZ', element: column(0) }, { signature: 'gXYZ', element: column(1) }, { signature: 'bXYZ', element: column(2) },
      { signature: 'rTRC', element }, { signature: 'gTRC', element }, { signature: 'bTRC', element },
    ],
  });
}

describe('what is refused, and how', () => {
  const jpeg = (): Promise<Buffer> => sharp({ create: { width: 64, height: 64, channels: 3, background: '#357' } }).jpeg().toBuffer();
  const code = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => 'decoded', (error: { code?: string }) => error.code);

  it('names a missing file', async () => { expect(await code(decode(join(folder, 'no such file.jpg')))).toBe('FILE_NOT_FOUND'); });
  it('refuses an empty file', async () => { expect(await code(decodeBytes(new Uint8Array(0)))).toBe('UNSUPPORTED_FORMAT'); });
  it('refuses text that is named .jpg', async () => { expect(await code(decodeBytes(Buffer.from('not a picture at all'), 'text.jpg'))).toBe('UNSUPPORTED_FORMAT'); });
  it('refuses SVG, also with a picture extension', async () => {
    expect(await code(decodeBytes(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'), 'drawing.png'))).toBe('UNSUPPORTED_FORMAT');
  });
  it('refuses libvips\' own format from outside', async () => {
    const store = await ScratchStore.create(join(folder, 'own.v'), { width: 2, height: 2, channels: 3, depth: 8 });
    await store.close();
    expect(await code(decode(store.path))).toBe('UNSUPPORTED_FORMAT');
  });
  it('refuses an animated GIF and says what to do', async () => {
    const gif = await sharp(Buffer.alloc(4 * 8 * 3, 99), { raw: { width: 4, height: 8, channels: 3, pageHeight: 4 } }).gif({ delay: [100, 100] }).toBuffer();
    await expect(decodeBytes(gif)).rejects.toMatchObject({ code: 'UNSUPPORTED_FORMAT', detail: expect.stringContaining('PNG') });
  });
  it('finds every cut of a JPEG', async () => {
    const whole = await jpeg();
    for (let part = 1; part < 8; part++) {
      expect(['CORRUPT_IMAGE', 'UNSUPPORTED_FORMAT']).toContain(await code(decodeBytes(whole.subarray(0, Math.floor((whole.length * part) / 8)))));
    }
  });
  it('refuses more pixels than the limit before decoding', async () => { expect(await code(decode(await save('big.jpg', await jpeg()), 64 * 63))).toBe('IMAGE_TOO_LARGE'); });
  it('stops when it is cancelled', async () => {
    const path = await save('cancel.jpg', await jpeg());
    expect(await code(decodeImage({ path }, { scratchFolder: folder, maxPixels: 1e6 }, AbortSignal.abort()))).toBe('CANCELLED');
  });
});

describe('samples come back bit by bit', () => {
  it.each([
    ['grey 8', 1, 8, 1], ['grey + alpha 8', 2, 8, 1], ['RGB 8', 3, 8, 2], ['RGBA 8', 4, 8, 2],
    ['grey 16', 1, 16, 1], ['grey + alpha 16', 2, 16, 1], ['RGB 16', 3, 16, 2], ['RGBA 16', 4, 16, 2],
  ] as const)('TIFF, %s', async (_, channels, bits, photometric) => {
    const samples = ramp(17, 9, channels, bits);
    const image = await decodeBytes(makeTiff({ width: 17, height: 9, channels, samples, photometric }));
    expect(image.store).toMatchObject({ width: 17, height: 9, channels, depth: bits });
    expect(await allSamples(image)).toEqual(samples);
    const second = await again(image);
    expect(second.store).toMatchObject({ channels, depth: bits });
    expect(await allSamples(second)).toEqual(samples);
  });

  it.each([['ProPhoto', PROPHOTO, 1.8], ['Display P3', DISPLAY_P3, 2.2]] as const)('16-bit TIFF in %s keeps depth, samples and profile', async (_, encoding, exponent) => {
    const icc = profileOf(encoding, exponent);
    const samples = ramp(32, 32, 3, 16);
    const image = await decodeBytes(makeTiff({ width: 32, height: 32, channels: 3, samples, photometric: 2, icc }));
    expect(image.converted).toBeUndefined();
    image.encoding.rgbToXyz.forEach((cell, i) => { expect(cell).toBeCloseTo(encoding.rgbToXyz[i]!, 3); });
    expect(await allSamples(image)).toEqual(samples);
    const second = await again(image);
    expect(await allSamples(second)).toEqual(samples);
    expect(Buffer.from(second.iccProfile!).equals(icc)).toBe(true);
  });

  it('palette PNG with transparency becomes RGBA and keeps its alpha', async () => {
    const rgba = Buffer.from(Array.from({ length: 16 * 16 * 4 }, (_, i) => (i % 4 === 3 ? [0, 85, 170, 255][(i >> 2) % 4]! : [20, 200][(i >> 4) % 2]!)));
    const png = await sharp(rgba, { raw: { width: 16, height: 16, channels: 4 } }).png({ palette: true }).toBuffer();
    const image = await decodeBytes(png);
    expect(image.store).toMatchObject({ channels: 4, depth: 8 });
    expect(await allSamples(await again(image))).toEqual(await allSamples(image));
    expect(new Set((await allSamples(image)).filter((_, i) => i % 4 === 3))).toEqual(new Set([0, 85, 170, 255]));
  });

  it.each([['png', 4], ['webp', 4]] as const)('alpha and the colour under it survive an edit round in %s', async (format, channels) => {
    const samples = ramp(12, 10, channels, 8);
    const file = await sharp(samples, { raw: { width: 12, height: 10, channels } }).toFormat(format, { lossless: true, exact: true }).toBuffer();
    expect(await allSamples(await again(await decodeBytes(file)))).toEqual(samples);
  });
});

describe('shapes at the edge', () => {
  it.each([[1, 1], [1, 8000], [8000, 1]])('%i x %i', async (width, height) => {
    const image = await decodeBytes(await sharp({ create: { width, height, channels: 3, background: '#c84' } }).png().toBuffer());
    expect((await again(image)).store).toMatchObject({ width, height, channels: 3 });
  });
  it('takes a path with spaces and letters of many scripts', async () => {
    const path = await save('näher dran 写真 снимок 🙂.png', await sharp({ create: { width: 3, height: 2, channels: 3, background: '#c84' } }).png().toBuffer());
    expect((await decode(path)).store).toMatchObject({ width: 3, height: 2 });
  });
  it('uses the first frame of an animated WebP and says so', async () => {
    const frames = Buffer.from(ramp(4, 8, 3, 8));
    const webp = await sharp(frames, { raw: { width: 4, height: 8, channels: 3, pageHeight: 4 } }).webp({ lossless: true, delay: [100, 100] }).toBuffer();
    const image = await decodeBytes(webp);
    expect(image.store).toMatchObject({ width: 4, height: 4 });
    expect(image.notes).toEqual([expect.stringContaining('2 pictures')]);
  });
});

describe('orientation and metadata', () => {
  it('makes all eight EXIF orientations the same upright picture, with the tag reset', async () => {
    const upright = ramp(8, 6, 3, 8);
    const raw = { raw: { width: 8, height: 6, channels: 3 } } as const;
    // what a camera must store so that the orientation turns it upright
    const stored = [
      sharp(upright, raw), sharp(upright, raw).flop(), sharp(upright, raw).rotate(180), sharp(upright, raw).flip(),
      sharp(upright, raw).flip().rotate(90), sharp(upright, raw).rotate(270), sharp(upright, raw).flip().rotate(270), sharp(upright, raw).rotate(90),
    ];
    for (const [i, picture] of stored.entries()) {
      const pixels = await picture.png().toBuffer();
      const image = await decodeBytes(await sharp(pixels).withMetadata({ orientation: i + 1 }).png().toBuffer());
      expect([i + 1, image.store.width, image.store.height]).toEqual([i + 1, 8, 6]);
      expect(await allSamples(image)).toEqual(upright);
      const path = join(folder, `oriented-${i}`);
      await encodeImage(image.store, image, path, signal);
      expect((await sharp(path).metadata()).orientation ?? 1).toBe(1);
    }
  });

  it('keeps EXIF and XMP through JPEG, and quality and 4:4:4', async () => {
    const xmp = '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"></x:xmpmeta><?xpacket end="w"?>';
    const jpeg = await sharp(ramp(32, 32, 3, 8), { raw: { width: 32, height: 32, channels: 3 } })
      .withExif({ IFD0: { Artist: 'Ada', Copyright: 'A. Lovelace' } }).withXmp(xmp).jpeg({ quality: 96, chromaSubsampling: '4:4:4' }).toBuffer();
    const image = await decodeBytes(jpeg);
    expect(image.encode).toEqual({ quality: 96, chromaSubsampling: '4:4:4' });
    const second = await again(image);
    expect(second.encode).toEqual({ quality: 96, chromaSubsampling: '4:4:4' });
    expect(second.metadata.xmp).toContain('xmpmeta');
    expect(Buffer.from(second.metadata.exif!).toString('latin1')).toContain('A. Lovelace');
  });

  it('writes the same bytes every time', async () => {
    const image = await decodeBytes(await sharp(ramp(64, 48, 3, 8), { raw: { width: 64, height: 48, channels: 3 } }).jpeg().toBuffer());
    const files = [join(folder, 'once.jpg'), join(folder, 'twice.jpg')];
    for (const file of files) await encodeImage(image.store, image, file, signal);
    expect((await readFile(files[0]!)).equals(await readFile(files[1]!))).toBe(true);
  });
});

describe('colours that must be converted', () => {
  it('turns CMYK into sRGB and says so', async () => {
    const cmyk = Uint8Array.from({ length: 8 * 8 * 4 }, (_, i) => [0, 255, 255, 0][i % 4]!);
    const image = await decodeBytes(makeTiff({ width: 8, height: 8, channels: 4, samples: cmyk, photometric: 5 }));
    expect(image.converted).toContain('CMYK');
    const [red, green, blue] = await allSamples(image);
    expect(red).toBeGreaterThan(180);
    expect(green).toBeLessThan(80);
    expect(blue).toBeLessThan(80);
    expect(await allSamples(await again(image))).toEqual(await allSamples(image));
  });
  it('leaves a profile of the wrong kind out', async () => {
    const grey = buildIccProfile({ deviceClass: 'mntr', colourSpace: 'GRAY', connectionSpace: 'XYZ ', description: 'grey', tags: [{ signature: 'kTRC', element: gammaElement(2.2) }] });
    const samples = ramp(8, 8, 3, 8);
    const image = await decodeBytes(makeTiff({ width: 8, height: 8, channels: 3, samples, photometric: 2, icc: grey }));
    expect(image.notes).toEqual([expect.stringContaining('grey')]);
    expect(image.iccProfile).toBeUndefined();
    expect(await allSamples(image)).toEqual(samples);
    expect((await again(image)).iccProfile).toBeUndefined();
  });
});
