import type { Attribute } from './attribute';
import { lightnessHistogram, percentile } from './weighted-histogram';

export const contrast: Attribute = {
  id: 'contrast', label: 'Contrast', unit: 'L*', range: [0, 100], tolerance: 1.5,
  source: 'robust spread: 95th minus 5th percentile of L*',
  measure(planes, weights) {
    const histogram = lightnessHistogram(planes, weights);
    const high = percentile(histogram, 0.95), low = percentile(histogram, 0.05);
    return high === undefined || low === undefined ? undefined : high - low;
  },
};
