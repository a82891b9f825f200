import { mapPixels } from '../adjustments/evaluate';
import { perChannel, type ChannelMaps } from '../adjustments/pixel-map';
import { fitCurves } from './fit-curve';
import { defineOperator, type NumberParam } from './operator';
import { midtoneBump, shadowBump } from './tone-bumps';

/** The largest change of an encoded channel at the peak of a range; more would not stay monotone. */
const LARGEST_SHIFT = 0.06;
/** Rec. 709 luma, taken out of every tint so that greys keep their brightness. */
const LUMA = [0.2126, 0.7152, 0.0722] as const;

const hue = (label: string): NumberParam => ({ kind: 'number', label, unit: '°', min: 0, max: 360, step: 1, default: 0 });
const amount = (label: string): NumberParam => ({ kind: 'number', label, unit: '%', min: 0, max: 100, step: 1, default: 0 });

/** Split toning: a hue (0 red, 120 green, 240 blue) and an amount for shadows, midtones and highlights. Black and white stay neutral. */
export const colourBalance = defineOperator({
  id: 'colour-balance',
  version: 1,
  label: 'Colour balance',
  params: {
    shadowsHue: hue('Shadows hue'), shadowsAmount: amount('Shadows amount'),
    midtonesHue: hue('Midtones hue'), midtonesAmount: amount('Midtones amount'),
    highlightsHue: hue('Highlights hue'), highlightsAmount: amount('Highlights amount'),
  },
  space: 'encoded',
  tolerance: { meanDeltaE: 0.15, p95DeltaE: 0.4 },
  apply: (image, params) => mapPixels(image, perChannel(tintMaps(params))),
  lower(params) {
    const touched = params.shadowsAmount > 0 || params.midtonesAmount > 0 || params.highlightsAmount > 0;
    return touched ? [{ adjustment: fitCurves(tintMaps(params)) }] : [];
  },
  examples: [
    { params: { shadowsHue: 240, shadowsAmount: 100 }, input: [0.25, 0.25, 0.25], output: [0.2435, 0.2435, 0.3335] },
    { params: { highlightsHue: 40, highlightsAmount: 100 }, input: [0, 0, 0], output: [0, 0, 0] },
  ],
});

interface Tints {
  readonly shadowsHue: number; readonly shadowsAmount: number;
  readonly midtonesHue: number; readonly midtonesAmount: number;
  readonly highlightsHue: number; readonly highlightsAmount: number;
}

function tintMaps(tints: Tints): ChannelMaps {
  const shadows = tint(tints.shadowsHue, tints.shadowsAmount);
  const midtones = tint(tints.midtonesHue, tints.midtonesAmount);
  const highlights = tint(tints.highlightsHue, tints.highlightsAmount);
  const channel = (i: 0 | 1 | 2) => (value: number): number =>
    value + shadows[i] * shadowBump(value) + midtones[i] * midtoneBump(value) + highlights[i] * shadowBump(1 - value);
  return [channel(0), channel(1), channel(2)];
}

/** The shift of R, G, B that a tint means at the peak of its range. */
function tint(hueDegrees: number, amountPercent: number): readonly [number, number, number] {
  const wave = [0, 120, 240].map((angle) => Math.cos(((hueDegrees - angle) * Math.PI) / 180));
  const luma = wave.reduce((sum, value, i) => sum + value * LUMA[i]!, 0);
  const shift = (i: number): number => ((LARGEST_SHIFT * amountPercent) / 100) * (wave[i]! - luma);
  return [shift(0), shift(1), shift(2)];
}
