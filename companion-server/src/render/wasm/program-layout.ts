/**
 * Where things stand in the memory that TypeScript writes and WebAssembly reads. This one file is compiled by both
 * compilers, so it holds nothing but integer constants. Offsets are bytes; fields are four bytes wide unless they say otherwise.
 */

/** Pixels that go through all passes together: the seven planes of a block (28 KiB) stay in the first-level cache. */
export const BLOCK_PIXELS = 1024;
export const PLANE_BYTES = 4096;
/** red, green, blue; the same three saved for blending; mask coverage */
export const SCRATCH_BYTES = 28672;

export const HEADER_WIDTH = 0;
export const HEADER_HEIGHT = 4;
export const HEADER_CHANNELS = 8;
export const HEADER_DEPTH = 12;
/** 8-bit pictures: three pointers (red, green, blue) to 256 float32, what a sample begins as; or 0 for v / 255 */
export const HEADER_ENTRY = 16;
export const HEADER_PASS_COUNT = 28;
export const HEADER_BYTES = 32;

export const PASS_KIND = 0;
/** pointer to what the kind needs */
export const PASS_DATA = 4;
/** float32 0..1 */
export const PASS_OPACITY = 8;
/** pointer to a mask, or 0 */
export const PASS_MASK = 12;
export const PASS_BYTES = 16;

export const KIND_TABLE = 1;
export const KIND_MATRIX = 2;
export const KIND_LUT3D = 3;
export const KIND_HUE_SATURATION = 4;

/**
 * A table pass points to three pointers (red, green, blue), each to TABLE_CELLS + 1 cells over 0..1. A cell has a pointer to
 * its nodes (float32) and the number of equal intervals between them (float32); 0 intervals: a pointer to TABLE_CELLS cells
 * that divide it further.
 */
export const TABLE_CELLS = 256;
export const CELL_CONTENT = 0;
export const CELL_INTERVALS = 4;
export const CELL_BYTES = 8;

/** A lut3d pass points to its size, then (16-byte aligned) size^3 nodes of four float32: red, green, blue, unused. */
export const LUT_SIZE = 0;
export const LUT_NODES = 16;
export const NODE_BYTES = 16;

/**
 * A hueSaturation pass: the master's hue in degrees, its gain of saturation (for colorize: the saturation 0..1) and lightness
 * -1..1; colorize 0 or 1; then its ranges.
 */
export const HUE_SHIFT = 0;
export const SATURATION = 4;
export const LIGHTNESS_SHIFT = 8;
export const COLORIZE = 12;
export const RANGE_COUNT = 16;
export const RANGES = 20;
/**
 * A range: where it begins (degrees); then, measured from there, where it is full, falls and ends;
 * its shift of hue, gain of saturation less one, and lightness -1..1.
 */
export const RANGE_BEGIN = 0;
export const RANGE_FULL = 4;
export const RANGE_FALL = 8;
export const RANGE_END = 12;
export const RANGE_HUE = 16;
export const RANGE_SATURATION = 20;
export const RANGE_LIGHTNESS = 24;
export const RANGE_BYTES = 28;

/** A mask is a chain of factors that are multiplied; MASK_NEXT is 0 at the last one. */
export const MASK_KIND = 0;
export const MASK_NEXT = 4;
export const MASK_RASTER = 1;
export const MASK_RADIAL = 2;
/** raster: size, pointer to 8-bit samples */
export const MASK_WIDTH = 8;
export const MASK_HEIGHT = 12;
export const MASK_SAMPLES = 16;
/** radial: centre in fractions of the picture, radii in half diagonals; float64 as in the reference */
export const MASK_CENTRE_X = 8;
export const MASK_CENTRE_Y = 16;
export const MASK_INNER = 24;
export const MASK_OUTER = 32;
export const MASK_BYTES = 40;
