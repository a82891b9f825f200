import type { LevelPlane } from './level-network';
import { boxMean } from './planes';
import type { TileNetwork } from './tile-network';

/** Pixels around one that must be believable, and the share of unbelievable ones at which nothing is left of the change. */
const RADIUS = 5;
const ALL_LOST = 1 / 8;

/**
 * Undoes a network's change where it cannot be right. A denoiser cannot have to move a pixel by much more than the noise it was told of: where it
 * does, it saw something that it was never taught (a one-pixel checkerboard makes it explode), or a star that it took for noise. Such pixels
 * and, fading, their surroundings stay as they were.
 * @param most the largest believable change of a channel at a level, 0..1
 */
export function trustChange(network: TileNetwork, level: LevelPlane, most: (level: number) => number): TileNetwork {
  return {
    shape: network.shape,
    async run(tile) {
      const restored = await network.run(tile), levels = level(tile);
      const wild = new Float32Array(levels.length);
      let any = false;
      for (let i = 0, p = 0; i < wild.length; i++, p += 3) {
        const change = Math.max(Math.abs(restored[p]! - tile.data[p]!), Math.abs(restored[p + 1]! - tile.data[p + 1]!), Math.abs(restored[p + 2]! - tile.data[p + 2]!));
        // written so that NaN counts as wild
        if (change <= most(levels[i]!)) continue;
        wild[i] = 1;
        any = true;
      }
      if (!any) return restored;
      const around = boxMean(wild, tile.width, tile.height, RADIUS);
      for (let i = 0, p = 0; i < wild.length; i++, p += 3) {
        const trust = wild[i] === 1 ? 0 : Math.max(0, 1 - around[i]! / ALL_LOST);
        if (trust === 1) continue;
        for (let c = 0; c < 3; c++) restored[p + c] = trust === 0 ? tile.data[p + c]! : tile.data[p + c]! + trust * (restored[p + c]! - tile.data[p + c]!);
      }
      return restored;
    },
  };
}
