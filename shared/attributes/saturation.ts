import type { Attribute } from './attribute';
import { weightedMean } from './weighted-mean';

export const saturation: Attribute = {
  id: 'saturation', label: 'Saturation', unit: 'C*', range: [0, 140], tolerance: 1,
  source: 'SmartPhotoCrafter a_k; mean CIE chroma C*ab',
  measure: weightedMean(({ a, b }) => {
    const chroma = new Float32Array(a.length);
    for (let i = 0; i < a.length; i++) chroma[i] = Math.sqrt(a[i]! * a[i]! + b[i]! * b[i]!);
    return chroma;
  }),
};
