import type { Attribute } from './attribute';
import { FIRST_UNCLIPPED } from './planes';
import { weightedMean } from './weighted-mean';

export const clippedShadows: Attribute = {
  id: 'clippedShadows', label: 'Clipped shadows', unit: 'share', range: [0, 1], tolerance: 0.005,
  // all three, because pure red, green and blue have two empty channels and hide no detail
  source: 'share of pixels with all channels below 1/255',
  measure: ({ image: { data }, luminance }, weights) => weightedMean(
    luminance.length,
    (i) => (data[i * 3]! < FIRST_UNCLIPPED && data[i * 3 + 1]! < FIRST_UNCLIPPED && data[i * 3 + 2]! < FIRST_UNCLIPPED ? 1 : 0),
    weights,
  ),
};
