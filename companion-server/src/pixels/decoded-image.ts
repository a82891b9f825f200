import type { RasterDescription, SampleArray } from '@photocrafter/shared/pixels/pixel-buffer';
import type { ColourEncoding } from '@photocrafter/shared/pixels/colour-encoding';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';

/**
 * A full-resolution picture that may be larger than memory: an uncompressed scratch file, read and written by rows.
 * Integer samples, interleaved, native endianness in the arrays.
 */
export interface RowStore extends RasterDescription {
  /** rows `y` .. `y + count - 1`, `count * width * channels` samples, into `target` when given (may be on a SharedArrayBuffer) */
  readRows(y: number, count: number, target?: SampleArray): Promise<SampleArray>;
  writeRows(y: number, rows: SampleArray): Promise<void>;
  close(): Promise<void>;
}

export type InputFormat = 'jpeg' | 'png' | 'webp' | 'tiff' | 'avif' | 'raw';

/** What decoding found. Pixels are upright (EXIF orientation applied once, tag reset) and still in the file's own colour space. */
export interface DecodedImage {
  readonly format: InputFormat;
  readonly store: RowStore;
  /** the RGB space of the samples: the embedded profile's when it is matrix/TRC, sRGB otherwise (then converted, see `converted`) */
  readonly encoding: ColourEncoding;
  /** embedded ICC profile, byte for byte; absent when there was none or when pixels were converted to sRGB */
  readonly iccProfile?: Uint8Array;
  /** e.g. "CMYK (Coated FOGRA39) converted to sRGB at 16 bit" */
  readonly converted?: string;
  /** what a person should know, e.g. "the file holds 12 pictures; the first one is used" */
  readonly notes?: readonly string[];
  readonly metadata: { readonly exif?: Uint8Array; readonly xmp?: string; readonly iptc?: Uint8Array; readonly density?: number };
  /** JPEG quality estimate etc.: what an encoder needs to answer in kind */
  readonly encode: { readonly quality?: number; readonly chromaSubsampling?: '4:4:4' | '4:2:0'; readonly lossless?: boolean; readonly compression?: string };
}

/** Makes the analysis proxy: long side at most `maxSide`, area-averaged in linear light, RGB, encoding kept. */
export type MakeProxy = (image: DecodedImage, maxSide: number) => Promise<FloatImage>;
