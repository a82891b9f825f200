import type { Intent } from '../evidence';
import { colourGrade, coolGrade, monochrome, warmLight } from './colour-intents';
import type { IntentRule, MeasuredPicture } from './intent-rule';
import { shallowFocus } from './shallow-focus';
import { highKey, lowKey, night, silhouette, snowOrSand, softContrast } from './tone-intents';

export const INTENT_RULES: readonly IntentRule[] = [
  lowKey, night, highKey, silhouette, softContrast, snowOrSand, monochrome, warmLight, coolGrade, colourGrade, shallowFocus,
];
/** Weaker signs than this are not worth a word. */
const MIN_CONFIDENCE = 0.25;

/** The deliberate choices that the numbers speak for, surest first. */
export function detectIntents(picture: MeasuredPicture): Intent[] {
  return INTENT_RULES
    .map((rule) => ({ rule, confidence: rule.confidence(picture) }))
    .filter(({ confidence }) => confidence >= MIN_CONFIDENCE)
    .sort((a, b) => b.confidence - a.confidence)
    .map(({ rule, confidence }) => ({ id: rule.id, confidence, because: rule.because(picture) }));
}
