import type { Attribute } from './attribute';
import { lightnessHistogram, tailMean } from './weighted-histogram';

export const highlights: Attribute = {
  id: 'highlights', label: 'Highlights', unit: 'L*', range: [0, 100], tolerance: 1,
  source: 'mean L* of the brightest quarter: where a highlights slider works; it moves even when the top is clipped',
  measure: (planes, weights) => tailMean(lightnessHistogram(planes, weights), -0.25),
};
