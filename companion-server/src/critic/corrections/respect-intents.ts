import type { Intent, IntentId } from '../evidence';
import { scaleCorrections, type CorrectionName, type Corrections } from './corrections';

/** What an intent protects: corrections of these signs would undo it. `both` signs where any change would. */
type Protection = Partial<Record<CorrectionName, 1 | -1 | 'both'>>;

const PROTECTED: Readonly<Record<IntentId, Protection>> = {
  lowKey: { exposureEv: 1, shadows: 1, blacks: 1, whites: 1, contrast: -1 },
  night: { exposureEv: 1, shadows: 1, blacks: 1, whites: 1, contrast: -1, miredShift: 'both' },
  silhouette: { exposureEv: 1, shadows: 1, blacks: 1, contrast: -1 },
  highKey: { exposureEv: -1, highlights: -1, whites: -1, blacks: -1, contrast: 1 },
  snowOrSand: { exposureEv: -1, highlights: -1, whites: -1 },
  softContrast: { contrast: 1, blacks: -1, whites: 1 },
  shallowFocus: {},
  monochrome: { miredShift: 'both', tint: 'both', saturation: 'both' },
  warmLight: { miredShift: -1, saturation: -1 },
  coolGrade: { miredShift: 1 },
  colourGrade: { miredShift: 'both', tint: 'both', saturation: 'both' },
};

/**
 * The estimator has learned restraint itself, and a fault often looks like an intent (a cast like a grade, too little light like low key): intents take
 * back this much of what it still wants. Found on development photos.
 */
const PROTECTION = 0.2;
const PROTECTION_OF_BOTH_SIGNS = 0.5;

/** Takes back, in proportion to the intent's confidence, what would undo a choice that the photographer made. */
export function respectIntents(corrections: Corrections, intents: readonly Intent[]): Corrections {
  return intents.reduce((current, { id, confidence }) => {
    const factors: Partial<Record<CorrectionName, number>> = {};
    for (const [key, sign] of Object.entries(PROTECTED[id])) {
      const name = key as CorrectionName;
      if (sign === 'both' || Math.sign(current[name]) === sign) factors[name] = 1 - (sign === 'both' ? PROTECTION_OF_BOTH_SIGNS : PROTECTION) * confidence;
    }
    return scaleCorrections(current, factors);
  }, corrections);
}
