import { rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Sharp } from 'sharp';
import { AppError, toAppError } from '@photocrafter/shared/errors/app-error';
import type { RasterDescription } from '@photocrafter/shared/pixels/pixel-buffer';
import type { DecodedImage, RowStore } from './decoded-image';
import { sharp } from './image-library';
import { byteLength, ScratchStore } from './scratch-store';
import { openStreamed } from './streamed-source';

export interface EncodedFile { readonly fileName: string; readonly mediaType: string; readonly bytes: number }

/** An edited picture never gets less than this, however hard its source was compressed. */
const MIN_JPEG_QUALITY = 92;
const WEBP_QUALITY = 92;
/** libaom at this quality is visually lossless on photographs, and AVIF files tell no quality of their own. */
const AVIF_QUALITY = 80;
/** Optimised Huffman tables need all coefficients in memory (about 6 bytes a pixel); above this the file is some per cent larger instead. */
const MAX_PIXELS_FOR_OPTIMISED_JPEG = 30e6;
/** Stores above this are streamed, which costs a copy but keeps memory bounded. */
const STREAM_ABOVE_BYTES = 96 << 20;
/** libaom's default effort needs twelve times as long for a file of the same size. */
const AVIF_EFFORT = 1;

const MEDIA_TYPES: Record<DecodedImage['format'], string> = {
  jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', tiff: 'image/tiff', avif: 'image/avif', raw: 'application/octet-stream',
};
/** How many bits a sample of a format may have. */
const MAX_DEPTH: Record<DecodedImage['format'], 8 | 16 | 32> = { jpeg: 8, webp: 8, avif: 16, png: 16, tiff: 16, raw: 32 };

/**
 * Writes the picture in the format of its source: same depth and channels, the embedded profile byte for byte, metadata
 * kept with orientation 1, and the same bytes every time. The written file is opened again and compared.
 *
 * @param store samples in the colour space of `decoded`; any size and `RowStore`, a `ScratchStore` made like the decoded one is fastest
 * @param outPath full path; its folder must exist and may be used for a scratch file
 * @throws AppError CANCELLED; INTERNAL when the file does not read back as written
 */
export async function encodeImage(store: RowStore, decoded: DecodedImage, outPath: string, signal: AbortSignal): Promise<EncodedFile> {
  const source = await asScratchStore(store, decoded, dirname(outPath));
  const streamPath = `${source.path}.tif`;
  try {
    if (signal.aborted) throw new AppError('CANCELLED');
    if (decoded.format === 'raw') await source.exportRaw(outPath);
    else await choose((await open(source, streamPath)).toColourspace(spaceOf(source)), decoded, source).toFile(outPath);
    if (signal.aborted) throw new AppError('CANCELLED');
    if (decoded.format !== 'raw') await checkFile(outPath, source, decoded);
  } catch (error) {
    throw toAppError(error);
  } finally {
    await rm(streamPath, { force: true });
    if (source !== store) await source.discard();
  }
  return { fileName: basename(outPath), mediaType: MEDIA_TYPES[decoded.format], bytes: (await stat(outPath)).size };
}

function open(source: ScratchStore, streamPath: string): Sharp | Promise<Sharp> {
  if (byteLength(source) > STREAM_ABOVE_BYTES) return openStreamed(source, streamPath);
  return sharp(source.path, { limitInputPixels: false, sequentialRead: true, ignoreIcc: true }).keepMetadata();
}

/** libvips' name of the samples' kind: written out, so that it converts nothing. */
function spaceOf({ channels, depth }: RasterDescription): 'grey16' | 'rgb16' | 'b-w' | 'srgb' {
  const grey = channels < 3;
  return depth === 16 ? (grey ? 'grey16' : 'rgb16') : (grey ? 'b-w' : 'srgb');
}

function choose(image: Sharp, { format, encode }: DecodedImage, { width, height, depth }: RasterDescription): Sharp {
  switch (format) {
    case 'jpeg': return image.jpeg({
      quality: Math.max(encode.quality ?? 0, MIN_JPEG_QUALITY),
      chromaSubsampling: encode.chromaSubsampling ?? '4:4:4',
      optimiseCoding: width * height <= MAX_PIXELS_FOR_OPTIMISED_JPEG,
    });
    case 'png': return image.png();
    case 'webp': return encode.lossless === true ? image.webp({ lossless: true, exact: true }) : image.webp({ quality: WEBP_QUALITY, exact: true });
    case 'tiff': return image.tiff({ compression: 'lzw', predictor: 'horizontal' });
    case 'avif': return image.avif({ quality: AVIF_QUALITY, effort: AVIF_EFFORT, chromaSubsampling: encode.chromaSubsampling ?? '4:4:4', bitdepth: depth === 16 ? 10 : 8 });
    case 'raw': throw new AppError('INTERNAL', 'raw samples have no encoder');
  }
}

/** The store itself where sharp can read it; otherwise a copy with the metadata of the source, at a depth that the format holds. */
async function asScratchStore(store: RowStore, decoded: DecodedImage, folder: string): Promise<ScratchStore> {
  const fits = store.depth <= MAX_DEPTH[decoded.format];
  if (store instanceof ScratchStore && fits) return store;
  const like = decoded.store instanceof ScratchStore ? decoded.store : undefined;
  const copy = await ScratchStore.create(join(folder, 'to-encode.v'), { ...describe(store), depth: fits ? store.depth : 8 }, like);
  const rowsAtOnce = Math.max(1, Math.floor((4 << 20) / (store.width * store.channels)));
  for (let y = 0; y < store.height; y += rowsAtOnce) {
    const rows = await store.readRows(y, Math.min(rowsAtOnce, store.height - y));
    await copy.writeRows(y, fits ? rows : Uint8Array.from(rows, (sample) => Math.round(sample / 257)));
  }
  return copy;
}

function describe({ width, height, channels, depth }: RasterDescription): RasterDescription {
  return { width, height, channels, depth };
}

/** WebP and AVIF have no grey and drop an alpha channel that is opaque everywhere; elsewhere the channels must come back. */
async function checkFile(path: string, source: RasterDescription, decoded: DecodedImage): Promise<void> {
  const meta = await sharp(path, { limitInputPixels: false }).metadata();
  const sameChannels = meta.channels === source.channels || decoded.format === 'webp' || decoded.format === 'avif';
  const sameProfile = decoded.iccProfile === undefined || (meta.icc !== undefined && meta.icc.equals(decoded.iccProfile));
  if (meta.width !== source.width || meta.height !== source.height || !sameChannels || !sameProfile) {
    throw new AppError('INTERNAL', `the written ${decoded.format} file does not read back as it should`);
  }
}
