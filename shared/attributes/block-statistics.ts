import type { PhotometricPlanes, Weights } from './attribute';
import { measuredOnce } from './measured-once';

/** One square of the picture: filter energies of L* inside it. */
export interface BlockStatistics {
  readonly column: number;
  readonly row: number;
  /** mean weight 0..1 and share of unclipped pixels 0..1 */
  readonly weight: number;
  readonly usable: number;
  /** root mean square of the 4-neighbour Laplacian of L*, L* per pixel */
  readonly laplacian: number;
  /** noise sigma in 8-bit levels of luma by Immerkaer 1996: RMS of the difference of two Laplacians, over 6 */
  readonly noiseSigma: number;
}

/** Side of a block in pixels; a picture smaller than that is one block. */
export const BLOCK_SIDE = 32;

/** Measures every block; border pixels, which lack neighbours, do not count. Empty when the picture is thinner than 3 pixels. */
export const blockStatistics = measuredOnce<readonly BlockStatistics[]>((planes, weights) => {
  const { image: { width, height } } = planes;
  const blocks: BlockStatistics[] = [];
  if (width < 3 || height < 3) return blocks;
  const columns = Math.max(1, Math.floor(width / BLOCK_SIDE)), rows = Math.max(1, Math.floor(height / BLOCK_SIDE));
  const luma = lumaLevels(planes);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      blocks.push(measureBlock(planes, luma, column, row, weights));
    }
  }
  return blocks;
});

/** Encoded luma (luminance weights of the encoding) in 8-bit levels, where camera noise and quantisation live. */
function lumaLevels({ image: { data, encoding: { rgbToXyz } }, lightness }: PhotometricPlanes): Float32Array {
  const luma = new Float32Array(lightness.length);
  const [red, green, blue] = [255 * rgbToXyz[3], 255 * rgbToXyz[4], 255 * rgbToXyz[5]];
  for (let i = 0, p = 0; i < luma.length; i++, p += 3) luma[i] = red * data[p]! + green * data[p + 1]! + blue * data[p + 2]!;
  return luma;
}

function measureBlock(planes: PhotometricPlanes, luma: Float32Array, column: number, row: number, weights?: Weights): BlockStatistics {
  const { image: { width, height }, lightness, usable } = planes;
  const left = Math.max(1, column * BLOCK_SIDE), right = Math.min(width - 1, (column + 1) * BLOCK_SIDE);
  const top = Math.max(1, row * BLOCK_SIDE), bottom = Math.min(height - 1, (row + 1) * BLOCK_SIDE);
  let laplacian2 = 0, noise2 = 0, weight = 0, unclipped = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left, i = y * width + left; x < right; x++, i++) {
      const edge = lightness[i - 1]! + lightness[i + 1]! + lightness[i - width]! + lightness[i + width]! - 4 * lightness[i]!;
      laplacian2 += edge * edge;
      const residue = luma[i - width - 1]! + luma[i - width + 1]! + luma[i + width - 1]! + luma[i + width + 1]!
        - 2 * (luma[i - width]! + luma[i + width]! + luma[i - 1]! + luma[i + 1]!) + 4 * luma[i]!;
      noise2 += residue * residue;
      weight += weights ? weights[i]! : 1;
      unclipped += usable[i]!;
    }
  }
  const count = (right - left) * (bottom - top);
  return {
    column, row, weight: weight / count, usable: unclipped / count,
    laplacian: Math.sqrt(laplacian2 / count), noiseSigma: Math.sqrt(noise2 / count) / 6,
  };
}
