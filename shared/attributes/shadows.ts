import type { Attribute } from './attribute';
import { lightnessHistogram, tailMean } from './weighted-histogram';

export const shadows: Attribute = {
  id: 'shadows', label: 'Shadows', unit: 'L*', range: [0, 100], tolerance: 1,
  source: 'mean L* of the darkest quarter: where a shadows slider works; it moves even when the bottom is clipped',
  measure: (planes, weights) => tailMean(lightnessHistogram(planes, weights), 0.25),
};
