import type { Suggestion } from '@photocrafter/shared/critique/critique';
import { amountOf } from '@photocrafter/shared/critique/magnitudes';
import type { CorrectionName } from './corrections';

/** highlights-shadows at 100 moves its zone by about this many L*. */
export const LIGHTNESS_PER_FULL_ZONE = 9;
/** Tint steps of the white-balance operator per Duv x 1000 (TINT_PER_DUV / 1000). */
export const TINT_STEPS_PER_DUV = 3;

/** Which correction a whole-picture suggestion asks for, in the correction's unit; undefined for everything else. */
export function correctionOf(suggestion: Suggestion): { readonly name: CorrectionName; readonly amount: number } | undefined {
  if (suggestion.scope !== undefined || suggestion.direction === 'remove') return undefined;
  const { value } = amountOf(suggestion);
  switch (suggestion.attribute) {
    case 'exposure': return { name: 'exposureEv', amount: value };
    case 'contrast': return { name: 'contrast', amount: value };
    case 'saturation': return { name: 'saturation', amount: saturationForGain(value) };
    case 'colourTemperature': return { name: 'miredShift', amount: value };
    case 'tint': return { name: 'tint', amount: value * TINT_STEPS_PER_DUV };
    case 'highlights': return { name: 'highlights', amount: (value / LIGHTNESS_PER_FULL_ZONE) * 100 };
    case 'shadows': return { name: 'shadows', amount: (value / LIGHTNESS_PER_FULL_ZONE) * 100 };
    default: return undefined;
  }
}

/** Photoshop's saturation S > 0 multiplies chroma by about 1 / (1 - S): the S of a wanted gain in percent. */
export function saturationForGain(percent: number): number {
  return percent > 0 ? 100 * (1 - 1 / (1 + percent / 100)) : percent;
}

/** The chroma gain in percent that a saturation makes; the inverse of `saturationForGain`. */
export function gainOfSaturation(amount: number): number {
  return amount > 0 ? 100 * (1 / (1 - Math.min(amount, 99) / 100) - 1) : amount;
}
