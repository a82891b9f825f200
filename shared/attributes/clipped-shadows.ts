import type { Attribute } from './attribute';
import { FIRST_UNCLIPPED } from './planes';
import { weightedMean } from './weighted-mean';

export const clippedShadows: Attribute = {
  id: 'clippedShadows', label: 'Clipped shadows', unit: 'share', range: [0, 1], tolerance: 0.005,
  // all three, because pure red, green and blue have two empty channels and hide no detail
  source: 'share of pixels with all channels below 1/255',
  measure: weightedMean(({ image: { data }, luminance }) => {
    const clipped = new Float32Array(luminance.length);
    for (let i = 0, p = 0; i < clipped.length; i++, p += 3) {
      clipped[i] = data[p]! < FIRST_UNCLIPPED && data[p + 1]! < FIRST_UNCLIPPED && data[p + 2]! < FIRST_UNCLIPPED ? 1 : 0;
    }
    return clipped;
  }),
};
