import type { Magnitude, Suggestion, SuggestionAttribute } from './critique';

/** What an amount counts; `share` is a part of what was measured (1 = all of it). */
export type AmountUnit = 'EV' | '%' | 'mired' | 'L*' | 'Duv x 1000' | 'degrees' | '% of area' | '% of long edge' | 'share';
export interface Amount { readonly value: number; readonly unit: AmountUnit }

interface Band {
  readonly unit: AmountUnit;
  readonly slightly: number;
  readonly moderately: number;
  readonly plain: number;
  /** more than this is not an adjustment any more: numbers asked for are cut here */
  readonly largest: number;
}

/** Restoration: parts of the measured fault. `strongly`, 1.5 x 2/3, takes all of it. */
const SHARE: Band = { unit: 'share', slightly: 0.25, moderately: 0.5, plain: 2 / 3, largest: 1 };

/**
 * How much the words mean. Exposure, contrast, saturation, colour temperature and depth of field are the starting values
 * of papers.md 2.3; the others follow the same ratio (about 1 : 2 : 3) in steps of two to three just-noticeable differences
 * (L* about 1.0, Duv about 0.001).
 */
const BANDS: Readonly<Record<SuggestionAttribute, Band>> = {
  exposure: { unit: 'EV', slightly: 0.25, moderately: 0.55, plain: 0.8, largest: 4 },
  contrast: { unit: '%', slightly: 8, moderately: 18, plain: 28, largest: 100 },
  saturation: { unit: '%', slightly: 8, moderately: 18, plain: 28, largest: 100 },
  vibrance: { unit: '%', slightly: 10, moderately: 20, plain: 30, largest: 100 },
  clarity: { unit: '%', slightly: 8, moderately: 18, plain: 28, largest: 100 },
  colourTemperature: { unit: 'mired', slightly: 10, moderately: 20, plain: 30, largest: 120 },
  tint: { unit: 'Duv x 1000', slightly: 2, moderately: 4, plain: 6, largest: 20 },
  highlights: { unit: 'L*', slightly: 3, moderately: 6, plain: 9, largest: 30 },
  shadows: { unit: 'L*', slightly: 3, moderately: 6, plain: 9, largest: 30 },
  vignette: { unit: 'EV', slightly: 0.2, moderately: 0.4, plain: 0.6, largest: 2 },
  horizon: { unit: 'degrees', slightly: 0.5, moderately: 1, plain: 1.5, largest: 15 },
  crop: { unit: '% of area', slightly: 5, moderately: 10, plain: 15, largest: 60 },
  depthOfField: { unit: '% of long edge', slightly: 0.1, moderately: 0.25, plain: 0.4, largest: 2 },
  blur: SHARE, noise: SHARE, haze: SHARE, lowLight: SHARE, rain: SHARE, moire: SHARE, shadow: SHARE, compression: SHARE,
};

/** `strongly` is half as much again as the bare word. */
const STRONGLY = 1.5;
/** "remove" takes out all that was measured; with an adverb, a part of it. */
const REMOVED_SHARE: Readonly<Record<Magnitude, number>> = { slightly: 1 / 3, moderately: 2 / 3, plain: 1, strongly: 1 };
const MAGNITUDES: readonly Magnitude[] = ['slightly', 'moderately', 'plain', 'strongly'];

/** The amount of a word for an attribute, unsigned. */
export function bandOf(attribute: SuggestionAttribute, magnitude: Magnitude): number {
  const band = BANDS[attribute];
  return magnitude === 'strongly' ? band.plain * STRONGLY : band[magnitude];
}

export function unitOf(attribute: SuggestionAttribute): AmountUnit { return BANDS[attribute].unit; }
export function largestAmountOf(attribute: SuggestionAttribute): number { return BANDS[attribute].largest; }

/**
 * What a suggestion asks for, signed: positive increases. `remove` is always a negative `share` of what was measured,
 * whatever the attribute. Depth of field: positive = less background blur, in blur radius as % of the long edge.
 */
export function amountOf(suggestion: Suggestion): Amount {
  const { attribute, direction, magnitude, amount } = suggestion;
  if (direction === 'remove') return { value: -REMOVED_SHARE[magnitude], unit: 'share' };
  const size = amount ?? bandOf(attribute, magnitude);
  return { value: direction === 'increase' ? size : -size, unit: unitOf(attribute) };
}

/** Three decimals: finer than any eye, short enough to say. */
export function roundAmount(amount: number): number { return Math.round(amount * 1000) / 1000; }

/** The word whose amount is nearest on a logarithmic scale, since the bands grow by ratios. `amount` > 0. */
export function magnitudeOf(attribute: SuggestionAttribute, amount: number): Magnitude {
  const distance = (m: Magnitude): number => Math.abs(Math.log(amount / bandOf(attribute, m)));
  return MAGNITUDES.reduce((best, m) => (distance(m) < distance(best) ? m : best));
}
