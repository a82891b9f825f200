import type { LevelPlane } from './level-network';
import { boxMean } from './planes';
import type { TileNetwork } from './tile-network';

/** Radius of the window in which what was removed is compared with what the noise can explain. */
const RADIUS = 4;
/** Removed power over the noise's own: up to the first it is noise by all appearances, from the second on at least half of it was texture. */
const EXPLAINED = 1.35;
const TEXTURE = 2.2;

/**
 * Gives texture back that a denoiser took for noise. What is removed should be as strong as the noise and no stronger; where its local
 * power is higher, skin and cloth are being smoothed, and that share of the change is undone.
 * @param protection 0 leaves the network's answer, 1 undoes all that noise cannot explain
 */
export function keepTexture(network: TileNetwork, level: LevelPlane, protection: number): TileNetwork {
  if (protection === 0) return network;
  return {
    shape: network.shape,
    async run(tile) {
      const restored = await network.run(tile);
      const expected = level(tile);
      const removed = new Float32Array(expected.length);
      for (let i = 0, p = 0; i < removed.length; i++, p += 3) {
        // the common part of the channels: texture is mostly lightness, and colour noise is never given back
        removed[i] = ((tile.data[p]! - restored[p]! + tile.data[p + 1]! - restored[p + 1]! + tile.data[p + 2]! - restored[p + 2]!) / 3) ** 2;
      }
      const power = boxMean(removed, tile.width, tile.height, RADIUS);
      for (let i = 0, p = 0; i < power.length; i++, p += 3) {
        // three independent channels average to a third of the power; noise that they share keeps all of it: the middle is expected
        const ratio = power[i]! / Math.max(0.6 * expected[i]! ** 2, 1e-8);
        const back = protection * Math.min(1, Math.max(0, (ratio - EXPLAINED) / (TEXTURE - EXPLAINED))) * (1 - Math.min(1, EXPLAINED / Math.max(ratio, 1e-6)));
        if (back === 0) continue;
        for (let c = 0; c < 3; c++) restored[p + c] = restored[p + c]! + back * (tile.data[p + c]! - restored[p + c]!);
      }
      return restored;
    },
  };
}
