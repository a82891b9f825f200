/**
 * Where things stand in the memory that TypeScript writes and WebAssembly reads. This one file is compiled by both
 * compilers, so it holds nothing but integer constants. Offsets are bytes; every field is four bytes wide.
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
/** three pointers to float32 tables indexed by the integer sample (red, green, blue), or 0 for v / max */
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
 * A table pass points to three pointers (red, green, blue), each to TABLE_CELLS + 1 cells over 0..1. A cell is a pointer
 * to its first node and the number (float32, a power of two) of equal intervals that it is divided into.
 */
export const TABLE_CELLS = 256;
export const CELL_NODES = 0;
export const CELL_INTERVALS = 4;
export const CELL_BYTES = 8;

/** A lut3d pass points to its size, then (16-byte aligned) size^3 nodes of four float32: red, green, blue, unused. */
export const LUT_SIZE = 0;
export const LUT_NODES = 16;
export const NODE_BYTES = 16;
