import { build } from 'esbuild';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { launchChromium } from '../../test/panel/launch-chromium';
import type { ImageCutter } from '../src/panel/image-canvas';
import { finishImage } from '../src/panel/finish-image';
import { asFigmaShows, readImageFile } from '../src/panel/image-file';
import { openStage } from './figma-stage';
import { sharpCutter } from './sharp-pictures';

const gradient = (width: number, height: number, channels: 3 | 4 = 3) => sharp(Buffer.from(Uint8Array.from({ length: width * height * channels }, (_, i) => { const pixel = Math.floor(i / channels); return i % channels === 3 ? 255 : ((pixel % width) * (1 + (i % channels)) * 0.05 + Math.floor(pixel / width) * 2) % 256; })), { raw: { width, height, channels } });
const bytesOf = async (picture: Sharp): Promise<Uint8Array> => new Uint8Array(await picture.toBuffer());

describe('picture files', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('tell their size and orientation %i, and are sent as Figma shows them', async (orientation) => {
    const jpeg = await bytesOf(gradient(60, 40).withMetadata({ orientation }).jpeg());
    const file = readImageFile(jpeg)!;
    expect(file).toMatchObject({ format: 'jpeg', size: { width: 60, height: 40 }, orientation, isOpaque: true });
    const upright = (bytes: Uint8Array | undefined) => (bytes === undefined ? Promise.resolve(undefined) : sharp(bytes).rotate().toBuffer({ resolveWithObject: true }).then(({ info }) => [info.width, info.height]));
    const turned = await upright(asFigmaShows(jpeg, file, { width: 40, height: 60 }));
    const ignored = await upright(asFigmaShows(jpeg, file, { width: 60, height: 40 }));
    if (orientation === 1) expect([turned, ignored]).toEqual([[60, 40], [60, 40]]);
    else if (orientation < 5) expect([turned, ignored]).toEqual([undefined, undefined]);
    else expect([turned, ignored]).toEqual([[40, 60], [60, 40]]);
  });

  it.each([['png', 3, true], ['png', 4, false]] as const)('a %s of %i channels is opaque: %s', async (_format, channels, isOpaque) => {
    expect(readImageFile(await bytesOf(gradient(30, 20, channels).png()))).toMatchObject({ format: 'png', size: { width: 30, height: 20 }, isOpaque });
  });
  it('other bytes, and files that are cut off, are nothing', () => {
    for (const bytes of [Uint8Array.of(), Uint8Array.of(0xff, 0xd8, 0xff), Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13), new Uint8Array(100)]) expect(readImageFile(bytes)).toBeUndefined();
  });

  it('larger than Figma takes look the same as tiles, to the pixel, and at their seams', async () => {
    const stage = await openStage();
    const { user } = stage.engine;
    const png = await bytesOf(gradient(5000, 60).png());
    const hash = stage.engine.importImage(png);
    user.addImage(hash, 5000, 60);
    const frame = user.build({ type: 'FRAME', width: 1250, height: 15, children: [{ type: 'RECTANGLE', name: 'Wide', width: 1250, height: 15, props: { fills: [{ type: 'IMAGE', scaleMode: 'FILL', imageHash: hash }] } }] });
    const [id] = user.children(frame) as [string];
    const seen = async () => sharp((await stage.call('bytes', { nodeId: frame, name: '', source: { kind: 'shown' } })).bytes).raw().toBuffer();
    const before = await seen();
    user.select([id]);
    const { pictures: [picture] } = await stage.call('selection', undefined);
    const image = await finishImage(png, true, sharpCutter);
    expect(image.tiles.map(({ x, width }) => [x, width])).toEqual([[0, 2501], [2499, 2501]]);
    await stage.call('place', { picture: picture!, look: { kind: 'pixels', image }, text: '', options: [] });
    user.change(id, { visible: false });
    const after = await seen();
    expect(after.equals(before)).toBe(true);
    const small = await finishImage(png, false, sharpCutter);
    expect(small.tiles).toHaveLength(1);
    expect(readImageFile(small.tiles[0]!.bytes)!.size).toEqual({ width: small.width, height: small.height });
    stage.engine.close();
  }, 60_000);

  it('of wide documents are exported in Display P3, as their profile says; others in sRGB', async () => {
    for (const [colorProfile, hasProfile] of [['DISPLAY_P3', true], ['SRGB', false], ['LEGACY', false]] as const) {
      const stage = await openStage({ colorProfile });
      const frame = stage.engine.user.build({ type: 'FRAME', width: 20, height: 10, props: { fills: [{ type: 'SOLID', color: { r: 1, g: 0, b: 0 } }] } });
      const { bytes, width, height } = await stage.call('bytes', { nodeId: frame, name: '', source: { kind: 'shown' } });
      const { icc } = await sharp(bytes).metadata();
      expect([icc !== undefined, width, height]).toEqual([hasProfile, 20, 10]);
      stage.engine.close();
    }
  });

  it('cut by the browser keep their colours, whatever the format', async () => {
    const { outputFiles } = await build({ stdin: { contents: "export { canvasCutter } from './image-canvas'", resolveDir: join(__dirname, '../src/panel'), loader: 'ts' }, bundle: true, write: false, format: 'iife', globalName: 'cutting' });
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.addScriptTag({ content: outputFiles[0]!.text });
      for (const format of ['png', 'jpeg'] as const) {
        const picture = sharp({ create: { width: 4200, height: 20, channels: 3, background: { r: 230, g: 40, b: 90 } } });
        const bytes = await bytesOf(format === 'png' ? picture.png() : picture.jpeg({ quality: 100, chromaSubsampling: '4:4:4' }));
        const cut = await page.evaluate(async ([text, type]) => {
          const { canvasCutter } = (globalThis as unknown as { cutting: { canvasCutter: ImageCutter } }).cutting;
          const parts = await canvasCutter.cut(Uint8Array.from(atob(text!), (letter) => letter.charCodeAt(0)), type!, [{ x: 0, y: 0, width: 2101, height: 20 }, { x: 2099, y: 0, width: 2101, height: 20 }]);
          return parts.map((part) => btoa(Array.from(part, (byte) => String.fromCharCode(byte)).join('')));
        }, [Buffer.from(bytes).toString('base64'), `image/${format}`]);
        for (const part of cut) {
          const file = Buffer.from(part, 'base64');
          expect(readImageFile(new Uint8Array(file))).toMatchObject({ format, size: { width: 2101, height: 20 } });
          const [r, g, b] = await sharp(file).toColourspace('srgb').raw().toBuffer();
          for (const [is, was] of [[r, 230], [g, 40], [b, 90]] as const) expect(Math.abs(is! - was)).toBeLessThanOrEqual(3);
        }
      }
    } finally {
      await browser.close();
    }
  }, 120_000);
});
