import type { Session } from '../engines/engine';
import { fromPlanes, toPlanes } from './planes';
import type { TileShape } from './tile-grid';
import type { Tile, TileNetwork } from './tile-network';

/** How strong the fault is at every pixel of a tile, in the unit that the network was trained with. */
export type LevelPlane = (tile: Tile) => Float32Array;

/** Names of the tensors of one network file. */
export interface LevelTensors { readonly input: string; readonly output: string }

/**
 * A network of the small pack (training/restoration/network.py): NCHW, R, G, B encoded and a plane of the fault's strength; any size that
 * is a multiple of 8.
 */
export function levelNetwork(session: Session, level: LevelPlane, shape: TileShape, tensors: LevelTensors = { input: 'input', output: 'output' }): TileNetwork {
  let data = new Float32Array(0);
  return {
    shape,
    async run(tile) {
      const pixels = tile.width * tile.height;
      // nearly all tiles have one size, and a session has read its input when it answers
      if (data.length !== 4 * pixels) data = new Float32Array(4 * pixels);
      toPlanes(tile.data, pixels, data);
      data.set(level(tile), 3 * pixels);
      const outputs = await session.run({ [tensors.input]: { shape: [1, 4, tile.height, tile.width], data } }, { tellOutOfMemory: true });
      return fromPlanes(outputs[tensors.output]!.data, pixels);
    },
  };
}

/** The same level everywhere. */
export function evenLevel(value: number): LevelPlane {
  return ({ width, height }) => new Float32Array(width * height).fill(value);
}
