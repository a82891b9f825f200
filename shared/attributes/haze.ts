import type { Attribute, PhotometricPlanes, Weights } from './attribute';
import { contrast } from './contrast';

/** Side of the patch in which a clear picture has something dark, He, Sun and Tang 2009. */
const PATCH_SIDE = 15;
const MINIMUM_WEIGHT = 0.25;

export const haze: Attribute = {
  id: 'haze', label: 'Haze', unit: 'index', range: [0, 1], tolerance: 0.02,
  // a veil lifts the darkest channel AND flattens contrast; a bright but crisp picture has only the first
  source: 'mean dark channel (He, Sun and Tang 2009) of encoded RGB over 15 px patches, times 1 - contrast/100',
  measure(planes, weights) {
    const spread = contrast.measure(planes, weights);
    const dark = meanDarkChannel(planes, weights);
    return spread === undefined || dark === undefined ? undefined : dark * (1 - spread / 100);
  },
};

/** Mean over patches of the smallest sample in each, 0..1 encoded. */
function meanDarkChannel({ image: { width, height, data } }: PhotometricPlanes, weights?: Weights): number | undefined {
  let sum = 0, patches = 0;
  for (let top = 0; top < height; top += PATCH_SIDE) {
    for (let left = 0; left < width; left += PATCH_SIDE) {
      const right = Math.min(left + PATCH_SIDE, width), bottom = Math.min(top + PATCH_SIDE, height);
      let darkest = 1, weight = 0;
      for (let y = top; y < bottom; y++) {
        for (let i = y * width + left; i < y * width + right; i++) {
          weight += weights ? weights[i]! : 1;
          const red = data[i * 3]!, green = data[i * 3 + 1]!, blue = data[i * 3 + 2]!;
          if (red < darkest) darkest = red;
          if (green < darkest) darkest = green;
          if (blue < darkest) darkest = blue;
        }
      }
      if (weight < MINIMUM_WEIGHT * (right - left) * (bottom - top)) continue;
      sum += Math.max(0, darkest);
      patches++;
    }
  }
  return patches > 0 ? sum / patches : undefined;
}
