import type { Attribute, PhotometricPlanes, Weights } from './attribute';
import { blockStatistics, BLOCK_SIDE } from './block-statistics';

/** The share of blocks that counts: a picture is as sharp as its sharpest parts; the rest may be blurred on purpose. */
const SHARPEST_SHARE = 0.1;
/** A block belongs to a region when it covers at least this much of it. */
const MINIMUM_WEIGHT = 0.25;

export const sharpness: Attribute = {
  id: 'sharpness', label: 'Sharpness', unit: 'L*/px', range: [0, 400], tolerance: 0.5,
  source: 'energy of Laplacian (Pertuz et al. 2013, LAP1) of L*: root mean square in the sharpest tenth of 32 px blocks',
  measure(planes, weights) {
    const energies = blockStatistics(planes, weights)
      .filter((block) => block.weight >= MINIMUM_WEIGHT)
      .map((block) => block.laplacian ** 2)
      .sort((a, b) => b - a);
    if (energies.length === 0) return undefined;
    const kept = energies.slice(0, Math.max(1, Math.round(energies.length * SHARPEST_SHARE)));
    return Math.sqrt(kept.reduce((sum, energy) => sum + energy, 0) / kept.length);
  },
};

/** Sharpness of every region: one value in L* per px for each square of `blockSide` pixels, row by row. */
export interface SharpnessMap { readonly columns: number; readonly rows: number; readonly blockSide: number; readonly values: Float32Array }

/** Where the picture is sharp; no columns and rows when it is thinner than 3 pixels. */
export function sharpnessMap(planes: PhotometricPlanes, weights?: Weights): SharpnessMap {
  const blocks = blockStatistics(planes, weights);
  const last = blocks.at(-1);
  return {
    columns: last ? last.column + 1 : 0, rows: last ? last.row + 1 : 0, blockSide: BLOCK_SIDE,
    values: Float32Array.from(blocks, (block) => block.laplacian),
  };
}
