import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import type { DecodedImage } from './decoded-image';
import { cropRegion } from './proxy';

/** Side of a crop in full-resolution pixels: a few hundred blocks for the noise estimate. */
const CROP_SIDE = 256;
/** Centres, normalised: the middle and four places towards the corners. */
const PLACES = [[0.5, 0.5], [0.25, 0.3], [0.75, 0.3], [0.25, 0.7], [0.75, 0.7]] as const;

/** Full-resolution samples of the photo, for noise and sharpness that a reduced proxy has averaged away; none when the proxy is full size. */
export async function detailCrops(image: DecodedImage, proxy: FloatImage): Promise<readonly FloatImage[]> {
  const { width, height } = image.store;
  if (proxy.width === width && proxy.height === height) return [];
  const crops: FloatImage[] = [];
  for (const [x, y] of PLACES) {
    crops.push(await cropRegion(image, Math.max(0, x * width - CROP_SIDE / 2), Math.max(0, y * height - CROP_SIDE / 2), CROP_SIDE, CROP_SIDE));
  }
  return crops;
}
