import type { Attribute } from './attribute';
import { weightedMean } from './weighted-mean';

export const exposure: Attribute = {
  id: 'exposure', label: 'Exposure', unit: 'L*', range: [0, 100], tolerance: 1,
  source: 'SmartPhotoCrafter a_k; mean CIE L* (CIE 15:2018)',
  measure: weightedMean(({ lightness }) => lightness),
};
