import type { Attribute } from './attribute';
import { LAST_UNCLIPPED } from './planes';
import { weightedMean } from './weighted-mean';

/** Two channels, not one: a single full channel is a saturated colour, two are a sky or a skin burnt out. */
const CHANNELS = 2;

export const clippedHighlights: Attribute = {
  id: 'clippedHighlights', label: 'Clipped highlights', unit: 'share', range: [0, 1], tolerance: 0.005,
  source: 'share of pixels with at least two channels above 254/255',
  measure({ image: { data }, luminance }, weights) {
    const full = (sample: number): number => (sample > LAST_UNCLIPPED ? 1 : 0);
    return weightedMean(luminance.length, (i) => (full(data[i * 3]!) + full(data[i * 3 + 1]!) + full(data[i * 3 + 2]!) >= CHANNELS ? 1 : 0), weights);
  },
};
