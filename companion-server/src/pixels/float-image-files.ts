import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { convertEncoding } from '@photocrafter/shared/pixels/convert-encoding';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { decodeImage } from './decode';
import { sharp } from './image-library';
import { makeProxy } from './proxy';

/** Evaluation pictures are small; this only keeps a mistaken path from filling memory. */
const MAX_PIXELS = 200e6;
const PREVIEW_QUALITY = 85;
const FILE_QUALITY = 97;

/**
 * Reads a whole picture file as float RGB, for evaluation suites and command line tools.
 * @param maxSide reduce to this long side (area average in linear light); full size without it
 * @throws AppError as `decodeImage`
 */
export async function loadFloatImage(path: string, maxSide = Infinity): Promise<FloatImage> {
  const scratchFolder = await mkdtemp(join(tmpdir(), 'photocrafter-'));
  try {
    const image = await decodeImage({ path }, { scratchFolder, maxPixels: MAX_PIXELS }, new AbortController().signal);
    try {
      return await makeProxy(image, maxSide);
    } finally {
      await image.store.close();
    }
  } finally {
    await rm(scratchFolder, { recursive: true, force: true });
  }
}

/** Saves as sRGB by the name's extension: `.jpg` and `.png` at 8 bit, `.tif` at 16. */
export async function saveFloatImage(image: FloatImage, path: string): Promise<void> {
  switch (extname(path).toLowerCase()) {
    case '.jpg': case '.jpeg': return writeJpeg(image, path, FILE_QUALITY);
    case '.png': await sharp(toSamples(image, new Uint8Array(image.data.length)), describe(image)).png().toFile(path); return;
    case '.tif': case '.tiff': {
      await sharp(toSamples(image, new Uint16Array(image.data.length)), describe(image)).toColourspace('rgb16').tiff({ compression: 'deflate' }).toFile(path);
      return;
    }
    default: throw new AppError('UNSUPPORTED_FORMAT', `cannot save as "${extname(path)}"`);
  }
}

/** A small JPEG in sRGB for a panel to show. */
export async function previewJpeg(image: FloatImage, path: string): Promise<void> {
  await writeJpeg(image, path, PREVIEW_QUALITY);
}

/** Interleaved 8-bit sRGB samples of a picture of any encoding. */
export function floatToSrgb8(image: FloatImage): { readonly data: Uint8Array; readonly width: number; readonly height: number } {
  return { data: toSamples(image, new Uint8Array(image.data.length)), width: image.width, height: image.height };
}

async function writeJpeg(image: FloatImage, path: string, quality: number): Promise<void> {
  await sharp(toSamples(image, new Uint8Array(image.data.length)), describe(image)).jpeg({ quality, chromaSubsampling: '4:4:4' }).toFile(path);
}

function describe({ width, height }: FloatImage): { raw: { width: number; height: number; channels: 3 } } {
  return { raw: { width, height, channels: 3 } };
}

function toSamples<T extends Uint8Array | Uint16Array>(image: FloatImage, samples: T): T {
  // colours outside sRGB are clipped below
  const { data } = convertEncoding(image, SRGB);
  const max = samples instanceof Uint8Array ? 255 : 65535;
  for (let i = 0; i < data.length; i++) samples[i] = Math.max(0, Math.min(max, Math.round(data[i]! * max)));
  return samples;
}

/** The picture as a JPEG of this quality (libjpeg's scale, 4:2:0) would show it, in sRGB. For evaluation. */
export async function reencodeJpeg(image: FloatImage, quality: number): Promise<FloatImage> {
  const bytes = await sharp(toSamples(image, new Uint8Array(image.data.length)), describe(image)).jpeg({ quality }).toBuffer();
  const { data } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const samples = new Float32Array(data.length);
  for (let i = 0; i < samples.length; i++) samples[i] = data[i]! / 255;
  return { ...image, encoding: SRGB, data: samples };
}
