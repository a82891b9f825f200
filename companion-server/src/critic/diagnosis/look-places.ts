import { createFloatImage, type FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';

/** Side of a place that is looked at in full, and the places' centres, as in pixels/detail-crops.ts. */
const SIDE = 256;
const PLACES = [[0.5, 0.5], [0.25, 0.3], [0.75, 0.3], [0.25, 0.7], [0.75, 0.7]] as const;

/** The full-resolution crops when the proxy is a reduction; parts of the proxy at the same places when it is the picture itself. */
export function lookPlaces(proxy: FloatImage, crops: readonly FloatImage[]): readonly FloatImage[] {
  if (crops.length > 0) return crops;
  return PLACES.map(([u, v]) => cut(proxy, Math.round(u * proxy.width - SIDE / 2), Math.round(v * proxy.height - SIDE / 2)));
}

function cut(image: FloatImage, x: number, y: number): FloatImage {
  const width = Math.min(SIDE, image.width), height = Math.min(SIDE, image.height);
  const left = Math.max(0, Math.min(image.width - width, x)), top = Math.max(0, Math.min(image.height - height, y));
  const part = createFloatImage(width, height, image.encoding);
  for (let row = 0; row < height; row++) {
    const start = ((top + row) * image.width + left) * 3;
    part.data.set(image.data.subarray(start, start + 3 * width), 3 * row * width);
  }
  return part;
}
