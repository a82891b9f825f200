import type { TileShape } from './tile-grid';

/** A tile as networks of this product see it: interleaved sRGB-encoded R, G, B, 0..1; `x`, `y` of its top left pixel in the picture. */
export interface Tile { readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly data: Float32Array }

/** Anything that turns tiles into better tiles: a network behind its own layout, or a classical filter. */
export interface TileNetwork {
  readonly shape: TileShape;
  /** samples of the same size; may leave 0..1 a little. Does not keep or change what it is given. */
  run(tile: Tile): Promise<Float32Array>;
}
