import { encodedToLab } from '../pixels/lab';
import type { FloatImage } from '../pixels/pixel-buffer';
import type { PhotometricPlanes } from './attribute';

// Rounded to Float32 as the samples are, so that an 8-bit 1 or 254 is inside on every platform.
/** The lowest and highest encoded sample that is not clipped. */
export const FIRST_UNCLIPPED = Math.fround(1 / 255);
export const LAST_UNCLIPPED = Math.fround(254 / 255);

/** Computes once what all attributes are measured on. About 20 ms for half a megapixel. */
export function computePlanes(image: FloatImage): PhotometricPlanes {
  const { data } = image;
  const usable = new Uint8Array(image.width * image.height);
  for (let i = 0, p = 0; i < usable.length; i++, p += 3) {
    const red = data[p]!, green = data[p + 1]!, blue = data[p + 2]!;
    const inside = red >= FIRST_UNCLIPPED && green >= FIRST_UNCLIPPED && blue >= FIRST_UNCLIPPED
      && red <= LAST_UNCLIPPED && green <= LAST_UNCLIPPED && blue <= LAST_UNCLIPPED;
    usable[i] = inside ? 1 : 0;
  }
  return { image, ...encodedToLab(image), usable };
}
