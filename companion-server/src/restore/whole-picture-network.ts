import type { Session } from '../engines/engine';
import { resample } from '../engines/resample';
import { applyAffineGrid, fitAffineGrid, type AffineGrid } from './affine-grid';
import { MAXIM_SIDE } from './maxim-network';
import type { TileNetwork } from './tile-network';

/** Pixels that are carried over at once; any number gives the same. */
const SIDE = 512;

interface Proxy { readonly width: number; readonly height: number; readonly data: Float32Array }

/**
 * A network whose answer depends on the whole picture (haze, low light): it sees the picture once, squeezed to its tile, and what it did is
 * carried to full size by affine colour maps over place and brightness, so that edges stay where they are and no tile disagrees with another.
 * @param proxy the whole picture, sRGB-encoded
 * @param size of the full picture
 */
export async function wholePictureNetwork(session: Session, proxy: Proxy, size: { readonly width: number; readonly height: number }): Promise<TileNetwork> {
  const square = { width: MAXIM_SIDE, height: MAXIM_SIDE };
  const data = resample(proxy.data, proxy, square, 3);
  const { output } = await session.run({ input: { shape: [1, MAXIM_SIDE, MAXIM_SIDE, 3], data: data.slice() } }, { tellOutOfMemory: true });
  return carriedChange(fitAffineGrid({ ...square, data }, { ...square, data: output!.data }), size);
}

/** The affine maps as something that runs over tiles like a network. */
export function carriedChange(grid: AffineGrid, size: { readonly width: number; readonly height: number }): TileNetwork {
  return {
    shape: { side: SIDE, overlap: 0, multiple: 1, step: 1, fixed: false },
    run: ({ x, y, width, height, data }) => {
      const result = new Float32Array(data.length);
      for (let ty = 0, p = 0; ty < height; ty++) {
        for (let tx = 0; tx < width; tx++, p += 3) applyAffineGrid(grid, data, result, p, (x + tx + 0.5) / size.width, (y + ty + 0.5) / size.height);
      }
      return Promise.resolve(result);
    },
  };
}
