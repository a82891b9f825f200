import type { Attribute } from './attribute';
import { LAST_UNCLIPPED } from './planes';
import { weightedMean } from './weighted-mean';

/** Two channels, not one: a single full channel is a saturated colour, two are a sky or a skin burnt out. */
const CHANNELS = 2;

export const clippedHighlights: Attribute = {
  id: 'clippedHighlights', label: 'Clipped highlights', unit: 'share', range: [0, 1], tolerance: 0.005,
  source: 'share of pixels with at least two channels above 254/255',
  measure: weightedMean(({ image: { data }, luminance }) => {
    const full = (sample: number): number => (sample > LAST_UNCLIPPED ? 1 : 0);
    const clipped = new Float32Array(luminance.length);
    for (let i = 0, p = 0; i < clipped.length; i++, p += 3) clipped[i] = full(data[p]!) + full(data[p + 1]!) + full(data[p + 2]!) >= CHANNELS ? 1 : 0;
    return clipped;
  }),
};
