import { open, statfs, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metadata } from 'sharp';
import { AppError, toAppError } from '@photocrafter/shared/errors/app-error';
import type { RasterDescription } from '@photocrafter/shared/pixels/pixel-buffer';
import { chooseColourRoute, type ColourRoute } from './colour-route';
import { decodeRawSamples, type RawSource } from './decode-raw';
import type { DecodedImage } from './decoded-image';
import { sharp } from './image-library';
import { estimateJpegQuality } from './jpeg-quality';
import { ScratchStore } from './scratch-store';
import { sniffFormat } from './sniff-format';
import { swapsSides, turnUpright } from './turn-upright';

export interface DecodeOptions {
  /** where scratch files may be written; the caller empties it */
  readonly scratchFolder: string;
  readonly maxPixels: number;
}

/** JPEG tables stand in front of the scan; files with larger prologues only lose the quality estimate. */
const PROLOGUE_BYTES = 1 << 20;
/** Above this, turning goes through a second file, since libvips would hold the whole picture in memory. */
const TURN_IN_MEMORY_BYTES = 128 << 20;

/**
 * Decodes a picture once into an uncompressed scratch file, upright, at its own depth and in its own colour space
 * (see `chooseColourRoute` for the exceptions, which `converted` tells). Memory does not grow with the picture.
 *
 * @param source an encoded file, or a file of raw interleaved samples with their description
 * @throws AppError FILE_NOT_FOUND, UNSUPPORTED_FORMAT, CORRUPT_IMAGE, IMAGE_TOO_LARGE, DISK_FULL, CANCELLED
 */
export async function decodeImage(source: { readonly path: string; readonly raw?: RawSource }, options: DecodeOptions, signal: AbortSignal): Promise<DecodedImage> {
  throwIfCancelled(signal);
  if (source.raw !== undefined) {
    await checkSize(source.raw, options);
    return decodeRawSamples(source.path, source.raw, options.scratchFolder);
  }
  const prologue = await readPrologue(source.path);
  const format = sniffFormat(prologue);
  const meta = await readMetadata(source.path, format);
  await checkSize({ width: meta.width, height: meta.height, channels: 4, depth: meta.depth === 'uchar' ? 8 : 16 }, options);
  const route = chooseColourRoute(meta);
  const store = await writeScratch(source.path, meta, route, options.scratchFolder, signal);
  const quality = format === 'jpeg' ? estimateJpegQuality(prologue) : undefined;
  const pages = (meta.pages ?? 1) > 1 && format !== 'avif' ? [`the file holds ${meta.pages} pictures; the first one is used`] : [];
  return {
    format,
    store,
    encoding: route.encoding,
    ...(route.iccProfile !== undefined && { iccProfile: route.iccProfile }),
    ...(route.converted !== undefined && { converted: route.converted }),
    notes: [...pages, ...(route.note === undefined ? [] : [route.note])],
    metadata: {
      ...(meta.exif !== undefined && { exif: meta.exif }),
      ...(meta.xmpAsString !== undefined && { xmp: meta.xmpAsString }),
      ...(meta.iptc !== undefined && { iptc: meta.iptc }),
      ...(meta.density !== undefined && { density: meta.density }),
    },
    encode: {
      ...(quality !== undefined && { quality }),
      ...(meta.chromaSubsampling !== undefined && { chromaSubsampling: meta.chromaSubsampling.startsWith('4:2:0') ? '4:2:0' : '4:4:4' }),
      ...(format === 'webp' && { lossless: isLosslessWebp(prologue) }),
    },
  };
}

async function readPrologue(path: string): Promise<Uint8Array> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    throw toAppError(error, 'FILE_NOT_FOUND');
  }
  try {
    if (!(await file.stat()).isFile()) throw new AppError('UNSUPPORTED_FORMAT', 'this is not a file');
    const bytes = new Uint8Array(PROLOGUE_BYTES);
    const { bytesRead } = await file.read(bytes, 0, PROLOGUE_BYTES, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function readMetadata(path: string, format: string): Promise<Metadata> {
  try {
    // the product's own pixel limit is checked next, with a better message than libvips has
    const meta = await sharp(path, { limitInputPixels: false }).metadata();
    if (format === 'avif' && meta.compression !== 'av1') throw new AppError('UNSUPPORTED_FORMAT', `a HEIF file with ${meta.compression ?? 'unknown'} compression`);
    return meta;
  } catch (error) {
    throw asCorrupt(error);
  }
}

async function checkSize({ width, height, channels, depth }: RasterDescription, { maxPixels, scratchFolder }: DecodeOptions): Promise<void> {
  if (width * height > maxPixels) throw new AppError('IMAGE_TOO_LARGE', `${width} x ${height} is ${Math.ceil(width * height / 1e6)} megapixels, the limit is ${Math.floor(maxPixels / 1e6)}`);
  const disk = await statfs(scratchFolder);
  if (width * height * channels * (depth / 8) > disk.bavail * disk.bsize) throw new AppError('DISK_FULL', 'no room for the decoded picture');
}

async function writeScratch(path: string, meta: Metadata, route: ColourRoute, folder: string, signal: AbortSignal): Promise<ScratchStore> {
  const orientation = meta.orientation ?? 1;
  const turnOnDisk = orientation > 1 && meta.width * meta.height * meta.channels * (meta.depth === 'uchar' ? 1 : 2) > TURN_IN_MEMORY_BYTES;
  const decoded = join(folder, 'decoded.v');
  try {
    // ignoreIcc: libvips must not convert on its own; the profile travels as bytes in the route
    let image = sharp(path, { limitInputPixels: false, failOn: 'error', sequentialRead: true, ignoreIcc: !route.toSrgb });
    image = route.note === undefined ? image.keepMetadata() : image.keepExif().keepXmp();
    if (orientation > 1 && !turnOnDisk) image = image.autoOrient();
    if (route.pipeline !== undefined) image = image.pipelineColourspace(route.pipeline);
    image = image.toColourspace(route.space);
    if (route.toSrgb) image = image.withIccProfile('srgb');
    await image.toFile(decoded);
  } catch (error) {
    throw asCorrupt(error);
  }
  throwIfCancelled(signal);
  const store = await ScratchStore.open(decoded);
  return turnOnDisk ? upright(store, orientation, join(folder, 'upright.v'), signal) : store;
}

/** The picture the right way up, in a second file; the first one is deleted. */
async function upright(stored: ScratchStore, orientation: number, path: string, signal: AbortSignal): Promise<ScratchStore> {
  const { width, height, channels, depth } = stored;
  const sides = swapsSides(orientation) ? { width: height, height: width } : { width, height };
  const store = await ScratchStore.create(path, { ...sides, channels, depth }, stored);
  try {
    await turnUpright(stored, store, orientation, signal);
  } catch (error) {
    await store.close();
    throw error;
  } finally {
    await stored.discard();
  }
  return store;
}

/** Google's WebP container specification: a simple lossless file, or an extended one whose first picture chunk is VP8L. */
function isLosslessWebp(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  return text.startsWith('VP8L', 12) || (text.startsWith('VP8X', 12) && text.includes('VP8L') && !text.includes('VP8 '));
}

/** The format and the disk were checked before, so what libvips complains about is the file; its log lines become one. */
function asCorrupt(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const reason = error instanceof Error ? error.message.replaceAll(/\s+/g, ' ').trim() : String(error);
  return new AppError('CORRUPT_IMAGE', reason, { cause: error });
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('CANCELLED');
}
