import { lightnessToLuminance } from '../pixels/lab';
import type { Attribute } from './attribute';
import { LUMINANCE_FLOOR } from './luminance-ev';
import { lightnessHistogram, percentile } from './weighted-histogram';

export const dynamicRange: Attribute = {
  id: 'dynamicRange', label: 'Dynamic range', unit: 'EV', range: [0, -Math.log2(LUMINANCE_FLOOR)], tolerance: 0.2,
  source: 'log2 of the 99th over the 1st percentile of luminance, the latter at least 2^-12',
  measure(planes, weights) {
    const histogram = lightnessHistogram(planes, weights);
    const high = percentile(histogram, 0.99), low = percentile(histogram, 0.01);
    if (high === undefined || low === undefined) return undefined;
    const floored = (value: number): number => Math.max(lightnessToLuminance(value), LUMINANCE_FLOOR);
    return Math.log2(floored(high) / floored(low));
  },
};
