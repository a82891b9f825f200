import type { Attribute } from './attribute';
import { weightedMean } from './weighted-mean';

export const saturation: Attribute = {
  id: 'saturation', label: 'Saturation', unit: 'C*', range: [0, 140], tolerance: 1,
  source: 'SmartPhotoCrafter a_k; mean CIE chroma C*ab',
  measure({ a, b }, weights) {
    const { sqrt } = Math;
    return weightedMean(a.length, (i) => sqrt(a[i]! * a[i]! + b[i]! * b[i]!), weights);
  },
};
