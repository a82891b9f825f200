import type { AttributeValues } from '@photocrafter/shared/attributes/attribute';
import type { Suggestion, SuggestionAttribute } from '@photocrafter/shared/critique/critique';
import { bandOf, magnitudeOf } from '@photocrafter/shared/critique/magnitudes';
import { gainOfSaturation, LIGHTNESS_PER_FULL_ZONE, TINT_STEPS_PER_DUV } from './correction-of';
import type { Corrections } from './corrections';

/** Below this share of "slightly" a change is not worth a word. */
const WORTH_A_WORD = 0.6;

interface Change { readonly attribute: SuggestionAttribute; readonly amount: number; readonly reason: string }

/**
 * Puts corrections into the critic's words: what a viewer would measure between the photo and its corrected proxy, largest first.
 * Since the words come from the simulated edit, an artist that follows them does what was said (r_comp by construction).
 */
export function suggestCorrections(before: AttributeValues, after: AttributeValues, corrections: Corrections): readonly Suggestion[] {
  return changesOf(before, after, corrections)
    .filter(({ attribute, amount }) => Math.abs(amount) >= WORTH_A_WORD * bandOf(attribute, 'slightly'))
    .sort((p, q) => weightOf(q) - weightOf(p))
    .map(({ attribute, amount, reason }) => ({
      attribute, direction: amount > 0 ? 'increase' : 'decrease', magnitude: magnitudeOf(attribute, Math.abs(amount)), reason,
    }));
}

/** Size in units of the attribute's own "slightly". */
function weightOf({ attribute, amount }: Change): number {
  return Math.abs(amount) / bandOf(attribute, 'slightly');
}

function changesOf(before: AttributeValues, after: AttributeValues, corrections: Corrections): readonly Change[] {
  const changes: Change[] = [];
  const moved = (id: keyof AttributeValues): number => (after[id] ?? 0) - (before[id] ?? 0);
  const whole = (value: number | undefined): string => Math.round(value ?? 0).toString();

  if (sameSign(moved('luminanceEv'), moved('exposure'))) {
    changes.push({
      attribute: 'exposure', amount: moved('luminanceEv'),
      reason: `mean lightness is L* ${whole(before.exposure)}; L* ${whole(after.exposure)} suits the scene better`,
    });
  }
  // more light also spreads tones and colours: only what the plan does on purpose is suggested
  if (before.contrast !== undefined && before.contrast > 1 && reshapesTones(corrections)) {
    changes.push({
      attribute: 'contrast', amount: (100 * moved('contrast')) / before.contrast,
      reason: `the tones span ${whole(before.contrast)} L* between the 5th and 95th percentile; ${whole(after.contrast)} would give them room`,
    });
  }
  if (before.saturation !== undefined && before.saturation > 1 && sameSign(corrections.saturation, moved('saturation'))) {
    changes.push({
      attribute: 'saturation', amount: nearerToZero((100 * moved('saturation')) / before.saturation, gainOfSaturation(corrections.saturation)),
      reason: `mean chroma is ${whole(before.saturation)} C*; ${whole(after.saturation)} is nearer to how such scenes are seen`,
    });
  }
  if (before.colourTemperature !== undefined && after.colourTemperature !== undefined && sameSign(corrections.miredShift, moved('colourTemperature'))) {
    changes.push({
      attribute: 'colourTemperature', amount: moved('colourTemperature'),
      reason: `the neutrals lie at ${whole(before.colourTemperature)} mired; ${whole(after.colourTemperature)} would take the cast out`,
    });
  }
  changes.push({ attribute: 'tint', amount: corrections.tint / TINT_STEPS_PER_DUV, reason: `the neutrals lean to ${corrections.tint > 0 ? 'green' : 'magenta'}` });
  for (const zone of ['highlights', 'shadows'] as const) {
    const shift = (corrections[zone] / 100) * LIGHTNESS_PER_FULL_ZONE;
    if (sameSign(shift, moved(zone))) {
      changes.push({ attribute: zone, amount: shift, reason: `${zone} measure L* ${whole(before[zone])}` });
    }
  }
  return changes;
}

/** Slider amounts from which contrast, whites or blacks are more than a by-product. */
const ON_PURPOSE = 6;

function reshapesTones({ contrast, whites, blacks }: Corrections): boolean {
  return Math.max(Math.abs(contrast), Math.abs(whites), Math.abs(blacks)) >= ON_PURPOSE;
}

function nearerToZero(p: number, q: number): number {
  return Math.abs(p) < Math.abs(q) ? p : q;
}

function sameSign(p: number, q: number): boolean {
  return p * q > 0;
}
