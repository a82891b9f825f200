import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { floatToSrgb8 } from './float-image-files';
import { sharp } from './image-library';

const CELL = { width: 300, height: 220 };
const GAP = 6;
const JPEG_QUALITY = 80;

/** A JPEG of picture pairs side by side, `pairsPerRow` in a row: before left, after right. For people to look at. */
export async function writeContactSheet(pairs: readonly (readonly [FloatImage, FloatImage])[], pairsPerRow: number, path: string): Promise<void> {
  const tiles = await Promise.all(pairs.flat().map(async (image) => {
    const { data, width, height } = floatToSrgb8(image);
    return sharp(data, { raw: { width, height, channels: 3 } }).resize({ ...CELL, fit: 'inside' }).png().toBuffer({ resolveWithObject: true });
  }));
  const columns = 2 * pairsPerRow;
  const place = (i: number, info: { width: number; height: number }) => ({
    left: (i % columns) * (CELL.width + GAP / 2) + Math.floor((i % columns) / 2) * GAP + Math.floor((CELL.width - info.width) / 2),
    top: Math.floor(i / columns) * (CELL.height + GAP) + Math.floor((CELL.height - info.height) / 2),
  });
  const width = columns * (CELL.width + GAP / 2) + pairsPerRow * GAP, height = Math.ceil(tiles.length / columns) * (CELL.height + GAP);
  await sharp({ create: { width, height, channels: 3, background: '#ffffff' } })
    .composite(tiles.map(({ data, info }, i) => ({ input: data, ...place(i, info) })))
    .jpeg({ quality: JPEG_QUALITY, mozjpeg: true }).toFile(path);
}
