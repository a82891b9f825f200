import type { SuggestionAttribute, SuggestionDirection } from './critique';
import type { NumberUnit } from './meaning';
import { largestAmountOf, roundAmount, unitOf } from './magnitudes';

/** Kelvin steps are taken at daylight, 5500 K, where 1 K is 1e6 / 5500^2 mired. */
const MIRED_PER_KELVIN = 1e6 / 5500 ** 2;

export interface SpokenNumber { readonly value: number; readonly signed: boolean; readonly unit: NumberUnit | undefined }

/**
 * What a spoken number means for an attribute, unsigned and in the attribute's unit, cut at the largest amount:
 * "20 %" of exposure is 20 % more (or less) light, of a restoration a share, of what has no percentage of its own a part of
 * the largest amount, as sliders count; undefined when number and attribute do not fit together.
 */
export function requestedAmount(attribute: SuggestionAttribute, direction: SuggestionDirection, number: SpokenNumber): number | undefined {
  const size = Math.abs(number.value);
  const amount = converted(attribute, direction, size, number.unit);
  // "100 % darker" is minus infinity stops, more than that is no number: neither is an amount
  if (amount === undefined || !Number.isFinite(amount)) return undefined;
  const rounded = Math.min(roundAmount(amount), largestAmountOf(attribute));
  return rounded > 0 ? rounded : undefined;
}

function converted(attribute: SuggestionAttribute, direction: SuggestionDirection, size: number, unit: NumberUnit | undefined): number | undefined {
  if (direction === 'remove') return undefined;
  const own = unitOf(attribute);
  switch (unit) {
    case undefined: return own === 'share' || size > largestAmountOf(attribute) ? undefined : size;
    case 'EV': return own === 'EV' ? size : undefined;
    case '%':
      if (attribute === 'exposure') return Math.abs(Math.log2(1 + (direction === 'increase' ? size : -size) / 100));
      if (own === 'share') return size / 100;
      return own === '%' || own === '% of area' ? size : (size / 100) * largestAmountOf(attribute);
    case 'mired': return own === 'mired' ? size : undefined;
    case 'kelvin': return own === 'mired' ? size * MIRED_PER_KELVIN : undefined;
    case 'degrees': return own === 'degrees' ? size : undefined;
  }
}
