import type { Session } from '../engines/engine';
import type { TileNetwork } from './tile-network';

/** MAXIM networks are converted for one tile size; 256 costs as much per pixel as 128 and 512 three times as much (models/maxim-entries.ts). */
export const MAXIM_SIDE = 256;
/** The network mixes over its whole window, so neighbouring tiles can disagree: they share an eighth at each side. */
const OVERLAP = 32;

/** A MAXIM network (Tu et al., CVPR 2022): NHWC, sRGB-encoded 0..1, one fixed size. */
export function maximNetwork(session: Session): TileNetwork {
  return {
    shape: { side: MAXIM_SIDE, overlap: OVERLAP, multiple: 64, step: 8, fixed: true },
    async run({ width, height, data }) {
      // the tile's buffer is used again, and a session may keep its input until it has answered
      const { output } = await session.run({ input: { shape: [1, height, width, 3], data: data.slice() } }, { tellOutOfMemory: true });
      return output!.data;
    },
  };
}
