import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIccProfile, gammaElement } from './build-icc-profile';
import { sharp } from './image-library';
import { ScratchStore } from './scratch-store';
import { openStreamed } from './streamed-source';
import { makeTiff } from './testing/make-tiff';

let folder: string;
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'photocrafter-stream-')); });
afterAll(async () => { await rm(folder, { recursive: true, force: true }); });

/** EXIF as libvips reads it, less the tags that it makes up by itself where the source says nothing. */
async function exifOf(jpeg: Buffer): Promise<string[]> {
  await sharp(jpeg, { ignoreIcc: true }).keepMetadata().toColourspace('b-w').toFile(join(folder, 'exif.v'));
  const store = await ScratchStore.open(join(folder, 'exif.v'));
  const trailer = (await store.readTrailer()).toString('utf8');
  await store.close();
  return trailer.split('\n').filter((line) => line.includes('"exif-ifd') && !/YCbCrPositioning|ComponentsConfiguration|[XY]Resolution/.test(line)).sort();
}

describe('openStreamed', () => {
  it.each([[1, 8], [2, 8], [3, 8], [4, 8], [1, 16], [3, 16], [4, 16]] as const)('gives %i channels of %i bit back bit by bit, over many strips', async (channels, depth) => {
    const [width, height] = [700, 900];
    const store = await ScratchStore.create(join(folder, `${channels}-${depth}.v`), { width, height, channels, depth });
    const values = Array.from({ length: width * height * channels }, (_, i) => (i * 40503 + (i >> 9)) % (depth === 8 ? 256 : 65536));
    const samples = depth === 8 ? Uint8Array.from(values) : Uint16Array.from(values);
    await store.writeRows(0, samples);
    const path = join(folder, `${channels}-${depth}.tif`);
    const space = depth === 16 ? (channels < 3 ? 'grey16' : 'rgb16') : (channels < 3 ? 'b-w' : 'srgb');
    await (await openStreamed(store, path)).toColourspace(space).png({ compressionLevel: 1 }).toFile(`${path}.png`);
    await sharp(`${path}.png`, { ignoreIcc: true }).toColourspace(space).toFile(`${path}.v`);
    const back = await ScratchStore.open(`${path}.v`);
    expect(back).toMatchObject({ width, height, channels, depth });
    expect(Buffer.compare(Buffer.from((await back.readRows(0, height)).buffer), Buffer.from(samples.buffer))).toBe(0);
    await Promise.all([store.close(), back.close()]);
  });

  it('carries EXIF, XMP and profile as the direct way does', async () => {
    const icc = buildIccProfile({ deviceClass: 'mntr', colourSpace: 'GRAY', connectionSpace: 'XYZ ', description: 'grey', tags: [{ signature: 'kTRC', element: gammaElement(2.2) }] });
    const tagged = await sharp(makeTiff({ width: 8, height: 8, channels: 1, samples: new Uint8Array(64).fill(99), photometric: 1, icc }), { ignoreIcc: true })
      .keepIccProfile().toColourspace('b-w').withExif({ IFD0: { Artist: 'Ada <& "Lovelace"', Make: 'Difference (Engine) No. 2' }, IFD2: { ExposureTime: '1/250' } })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">words</x:xmpmeta>').jpeg().toBuffer();
    await sharp(tagged, { ignoreIcc: true }).keepMetadata().toColourspace('b-w').toFile(join(folder, 'tagged.v'));
    const store = await ScratchStore.open(join(folder, 'tagged.v'));
    const jpeg = await (await openStreamed(store, join(folder, 'tagged.tif'))).toColourspace('b-w').jpeg().toBuffer();
    const direct = await sharp(store.path, { ignoreIcc: true }).keepMetadata().toColourspace('b-w').jpeg().toBuffer();
    await store.close();
    const [streamed, expected] = await Promise.all([sharp(jpeg).metadata(), sharp(direct).metadata()]);
    expect(streamed.exif!.toString('latin1')).toContain('Ada <& "Lovelace"');
    expect(await exifOf(jpeg)).toEqual(await exifOf(direct));
    expect(streamed.xmp!.toString()).toBe(expected.xmp!.toString());
    expect(streamed.icc!.equals(icc)).toBe(true);
  });
});
