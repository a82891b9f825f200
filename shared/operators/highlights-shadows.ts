import { mapPixels } from '../adjustments/evaluate';
import { perChannel, type ScalarMap } from '../adjustments/pixel-map';
import { fitCompositeCurve } from './fit-curve';
import { defineOperator } from './operator';
import { shadowBump } from './tone-bumps';

/** The largest change of an encoded value, at a quarter or three quarters of the scale; more would not stay monotone. */
const LARGEST_SHIFT = 0.1;

/** Lifts or lowers dark and bright tones separately; black and white stay, and the curve stays monotone at every setting. */
export const highlightsShadows = defineOperator({
  id: 'highlights-shadows',
  version: 1,
  label: 'Highlights and shadows',
  params: {
    highlights: { kind: 'number', label: 'Highlights', unit: '', min: -100, max: 100, step: 1, default: 0 },
    shadows: { kind: 'number', label: 'Shadows', unit: '', min: -100, max: 100, step: 1, default: 0 },
  },
  space: 'encoded',
  tolerance: { meanDeltaE: 0.1, p95DeltaE: 0.3 },
  apply(image, { highlights, shadows }) {
    const map = toneMap(highlights, shadows);
    return mapPixels(image, perChannel([map, map, map]));
  },
  lower({ highlights, shadows }) {
    return highlights === 0 && shadows === 0 ? [] : [{ adjustment: fitCompositeCurve(toneMap(highlights, shadows)) }];
  },
  examples: [
    { params: { shadows: 100 }, input: [0, 0.25, 1], output: [0, 0.35, 1] },
    { params: { highlights: -100 }, input: [0, 0.75, 1], output: [0, 0.65, 1] },
  ],
});

function toneMap(highlights: number, shadows: number): ScalarMap {
  const up = (LARGEST_SHIFT * shadows) / 100;
  const down = (LARGEST_SHIFT * highlights) / 100;
  return (value) => value + up * shadowBump(value) + down * shadowBump(1 - value);
}
