import type { ColourEncoding } from './colour-encoding';

/**
 * The working picture of every measurement and of the reference meaning of adjustments.
 *
 * `data` holds `width * height * 3` interleaved R, G, B samples, *encoded* (not linear) in `encoding`, nominally 0..1.
 * Alpha is never part of it: no edit reads or writes transparency.
 */
export interface FloatImage {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
  readonly encoding: ColourEncoding;
}

/** Sample depth in bits; 32 means IEEE float, nominal range 0..1. */
export type BitDepth = 8 | 16 | 32;

/** 1 grey, 2 grey + alpha, 3 RGB, 4 RGB + alpha. */
export type ChannelCount = 1 | 2 | 3 | 4;

/** Integer samples use the whole range (0..255, 0..65535); Photoshop's 0..32768 never enters the product. */
export type SampleArray = Uint8Array | Uint16Array | Float32Array;

/** The shape of a raster of any size, whether in memory or on disk. */
export interface RasterDescription {
  readonly width: number;
  readonly height: number;
  readonly channels: ChannelCount;
  readonly depth: BitDepth;
}

/** A full-resolution picture in memory: `width * height * channels` interleaved samples. */
export interface Raster extends RasterDescription {
  readonly data: SampleArray;
}

/** The largest sample value of a depth: 255, 65535 or 1. */
export function maxSample(depth: BitDepth): number {
  switch (depth) {
    case 8: return 255;
    case 16: return 65535;
    case 32: return 1;
  }
}

/** Creates an all-black float picture. */
export function createFloatImage(width: number, height: number, encoding: ColourEncoding): FloatImage {
  return { width, height, data: new Float32Array(width * height * 3), encoding };
}
