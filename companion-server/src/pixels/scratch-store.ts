import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm, stat, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@photocrafter/shared/errors/app-error';
import type { BitDepth, ChannelCount, RasterDescription, SampleArray } from '@photocrafter/shared/pixels/pixel-buffer';
import type { RowStore } from './decoded-image';

/*
 * A scratch file is in libvips' own `.v` form: a 64-byte header, the samples row by row, then XML with all metadata
 * (EXIF, XMP, IPTC, ICC as base64). So sharp can stream into it and out of it with the metadata kept, and rows are
 * found by arithmetic. Header fields: vips__write_header_bytes in libvips/iofuncs/vips.c.
 */
export const HEADER_BYTES = 64;
const MAGIC = Buffer.from([0xb6, 0xa6, 0xf2, 0x08]);
const FIELD = { width: 4, height: 8, bands: 12, bits: 16, format: 20, interpretation: 28, xResolution: 32, yResolution: 36 } as const;
/** VipsBandFormat */
const BAND_FORMAT: Record<BitDepth, number> = { 8: 0, 16: 2, 32: 6 };
/** VipsInterpretation, by depth and whether there is colour. */
const INTERPRETATION: Record<BitDepth, { readonly grey: number; readonly colour: number }> = {
  8: { grey: 1, colour: 22 }, 16: { grey: 26, colour: 25 }, 32: { grey: 0, colour: 0 },
};
/** 72 dpi in pixels per millimetre, what libvips assumes when a file says nothing. */
const DEFAULT_RESOLUTION = 72 / 25.4;

/** A `RowStore` on a `.v` file. Reads and writes go to the file at once; nothing of the picture stays in memory. */
export class ScratchStore implements RowStore {
  readonly width: number;
  readonly height: number;
  readonly channels: ChannelCount;
  readonly depth: BitDepth;
  private constructor(readonly path: string, private readonly file: FileHandle, description: RasterDescription) {
    this.width = description.width;
    this.height = description.height;
    this.channels = description.channels;
    this.depth = description.depth;
  }

  /** Opens a file that sharp or `create` wrote. @throws AppError INTERNAL when it is not one that we can address */
  static async open(path: string): Promise<ScratchStore> {
    const file = await open(path, 'r+');
    const header = Buffer.alloc(HEADER_BYTES);
    await file.read(header, 0, HEADER_BYTES, 0);
    const depth = ([8, 16, 32] as const).find((bits) => BAND_FORMAT[bits] === header.readInt32LE(FIELD.format));
    const channels = header.readInt32LE(FIELD.bands);
    if (!header.subarray(0, 4).equals(MAGIC) || depth === undefined || channels < 1 || channels > 4) {
      await file.close();
      throw new AppError('INTERNAL', 'scratch file of an unexpected form');
    }
    const description = { width: header.readInt32LE(FIELD.width), height: header.readInt32LE(FIELD.height), channels: channels as ChannelCount, depth };
    return new ScratchStore(path, file, description);
  }

  /** A new store of zeros (sparse on disk), upright. With `like`, it inherits that store's resolution and metadata. */
  static async create(path: string, description: RasterDescription, like?: ScratchStore): Promise<ScratchStore> {
    const header = Buffer.alloc(HEADER_BYTES);
    MAGIC.copy(header);
    header.writeInt32LE(description.width, FIELD.width);
    header.writeInt32LE(description.height, FIELD.height);
    header.writeInt32LE(description.channels, FIELD.bands);
    header.writeInt32LE(description.depth, FIELD.bits);
    header.writeInt32LE(BAND_FORMAT[description.depth], FIELD.format);
    header.writeInt32LE(INTERPRETATION[description.depth][description.channels < 3 ? 'grey' : 'colour'], FIELD.interpretation);
    header.writeFloatLE(DEFAULT_RESOLUTION, FIELD.xResolution);
    header.writeFloatLE(DEFAULT_RESOLUTION, FIELD.yResolution);
    if (like !== undefined) await like.file.read(header, FIELD.xResolution, 8, FIELD.xResolution);
    const trailer = like === undefined ? '' : forNewPixels(await like.readTrailer());
    const file = await open(path, 'w+');
    await file.write(header, 0, HEADER_BYTES, 0);
    await file.truncate(HEADER_BYTES + byteLength(description));
    await file.write(trailer, HEADER_BYTES + byteLength(description));
    return new ScratchStore(path, file, description);
  }

  /** A store that holds a copy of a file of raw samples, which must have exactly the described length. */
  static async copyOf(rawPath: string, path: string, description: RasterDescription): Promise<ScratchStore> {
    const store = await ScratchStore.create(path, description);
    await pipeline(createReadStream(rawPath), createWriteStream(path, { flags: 'r+', start: HEADER_BYTES }));
    return store;
  }

  /** Copies the bare samples into a file of their own. */
  async exportRaw(rawPath: string): Promise<void> {
    const end = HEADER_BYTES + byteLength(this.describe()) - 1;
    await pipeline(createReadStream(this.path, { start: HEADER_BYTES, end }), createWriteStream(rawPath));
  }

  async readRows(y: number, count: number, target?: SampleArray): Promise<SampleArray> {
    const length = count * this.width * this.channels;
    const samples = target?.subarray(0, length) ?? createSamples(this.depth, length);
    await transfer(samples, this.rowOffset(y), (bytes, done, left, at) => this.file.read(bytes, done, left, at).then((r) => r.bytesRead));
    return samples;
  }

  async writeRows(y: number, rows: SampleArray): Promise<void> {
    await transfer(rows, this.rowOffset(y), (bytes, done, left, at) => this.file.write(bytes, done, left, at).then((r) => r.bytesWritten));
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  /** Closes and deletes it. */
  async discard(): Promise<void> {
    await this.close();
    await rm(this.path, { force: true });
  }

  private rowOffset(y: number): number {
    return HEADER_BYTES + byteLength({ ...this.describe(), height: y });
  }

  private describe(): RasterDescription {
    return { width: this.width, height: this.height, channels: this.channels, depth: this.depth };
  }

  /** libvips' XML of all metadata that stands behind the samples; empty in a store without any. */
  async readTrailer(): Promise<Buffer> {
    const start = HEADER_BYTES + byteLength(this.describe());
    const trailer = Buffer.alloc(Math.max(0, (await stat(this.path)).size - start));
    await this.file.read(trailer, 0, trailer.length, start);
    return trailer;
  }
}

/** Metadata for other pixels: the thumbnail inside EXIF shows the old ones (without this field libvips leaves it out), and ours are upright. */
function forNewPixels(trailer: Buffer): string {
  return trailer.toString('utf8')
    .replace(/^.*name="jpeg-thumbnail-data".*\n/m, '')
    .replace(/(name="orientation">)\d+/, '$11')
    .replace(/(name="exif-ifd0-Orientation">)[^<]*/, '$11 (Top-left, Short, 1 components, 2 bytes)');
}

/** Bytes of the samples of a raster. */
export function byteLength({ width, height, channels, depth }: RasterDescription): number {
  return width * height * channels * (depth / 8);
}

/** An array of the sample type of a depth. */
export function createSamples(depth: BitDepth, length: number): SampleArray {
  switch (depth) {
    case 8: return new Uint8Array(length);
    case 16: return new Uint16Array(length);
    case 32: return new Float32Array(length);
  }
}

/** Moves a whole array to or from a file, since one call may move less. All supported hosts are little-endian, as the file is. */
async function transfer(samples: SampleArray, position: number, move: (bytes: Uint8Array, done: number, left: number, at: number) => Promise<number>): Promise<void> {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  for (let done = 0; done < bytes.length;) {
    const moved = await move(bytes, done, bytes.length - done, position + done);
    if (moved === 0) throw new AppError('INTERNAL', 'scratch file is shorter than its picture');
    done += moved;
  }
}
