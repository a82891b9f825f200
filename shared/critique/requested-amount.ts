import type { SuggestionAttribute, SuggestionDirection } from './critique';
import type { NumberUnit } from './meaning';
import { largestAmountOf, roundAmount, unitOf } from './magnitudes';

/** Kelvin steps are taken at daylight, 5500 K, where 1 K is 1e6 / 5500^2 mired. */
const MIRED_PER_KELVIN = 1e6 / 5500 ** 2;

/** No change is this large, while white points begin here (a candle's is about 1900 K): "warmer, 6500 K" names a white point. */
const LARGEST_KELVIN_STEP = 1900;

export interface SpokenNumber { readonly value: number; readonly signed: boolean; readonly unit: NumberUnit | undefined }
export interface RequestedAmount { readonly amount: number; /** more was said than an attribute takes */ readonly cut: boolean }

/**
 * What a spoken number means for an attribute, unsigned and in the attribute's unit, cut at the largest amount:
 * "20 %" of exposure is 20 % more (or less) light, of a restoration a share, of what has no percentage of its own a part of
 * the largest amount, as sliders count; undefined when number and attribute do not fit together.
 */
export function requestedAmount(attribute: SuggestionAttribute, direction: SuggestionDirection, number: SpokenNumber): RequestedAmount | undefined {
  // of a removal only a part can be asked for, and only where parts are measured
  if (direction === 'remove' && (number.unit !== '%' || unitOf(attribute) !== 'share')) return undefined;
  const size = Math.abs(number.value);
  const amount = converted(attribute, direction, size, number.unit);
  // "100 % darker" is minus infinity stops, more than that is no number: neither is an amount
  if (amount === undefined || !Number.isFinite(amount)) return undefined;
  const largest = largestAmountOf(attribute);
  const rounded = Math.min(roundAmount(amount), largest);
  return rounded > 0 ? { amount: rounded, cut: roundAmount(amount) > largest } : undefined;
}

function converted(attribute: SuggestionAttribute, direction: SuggestionDirection, size: number, unit: NumberUnit | undefined): number | undefined {
  const own = unitOf(attribute);
  switch (unit) {
    case undefined:
      if (own === 'share' || size > 100) return undefined;
      // nobody thinks in L*: a bare number is a slider's
      if (own === 'L*') return (size / 100) * largestAmountOf(attribute);
      return size > largestAmountOf(attribute) ? undefined : size;
    case 'EV': return own === 'EV' ? size : undefined;
    case '%':
      if (attribute === 'exposure') return Math.abs(Math.log2(1 + (direction === 'increase' ? size : -size) / 100));
      if (own === 'share') return size / 100;
      return own === '%' || own === '% of area' ? size : (size / 100) * largestAmountOf(attribute);
    case 'mired': return own === 'mired' ? size : undefined;
    case 'kelvin': return own === 'mired' && size < LARGEST_KELVIN_STEP ? size * MIRED_PER_KELVIN : undefined;
    case 'degrees': return own === 'degrees' ? size : undefined;
    case 'L*': return own === 'L*' ? size : undefined;
  }
}
