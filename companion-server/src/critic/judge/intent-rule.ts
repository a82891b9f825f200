import type { CritiqueSectionId } from '@photocrafter/shared/critique/critique';
import type { IntentId } from '../evidence';
import { fact, type Rule } from './observation';

/** An intent is spoken of when it is rather sure; weaker ones only soften the faults. */
const SPOKEN_CONFIDENCE = 0.5;
/** Low key and night, or warm light and a grade, are two names for one look: the surer one is enough. */
const SAME_LOOK: readonly (readonly IntentId[])[] = [['lowKey', 'night', 'silhouette'], ['warmLight', 'coolGrade', 'colourGrade', 'monochrome'], ['highKey', 'snowOrSand', 'softContrast'], ['shallowFocus']];

export const intentRule: Rule = ({ intents }) => {
  const seen = new Set<number>();
  return intents.filter((i) => i.confidence >= SPOKEN_CONFIDENCE).flatMap((intent) => {
    const look = SAME_LOOK.findIndex((ids) => ids.includes(intent.id));
    if (seen.has(look)) return [];
    seen.add(look);
    const section: CritiqueSectionId = intent.id === 'shallowFocus' ? 'composition' : 'colourAndLight';
    return [{ id: intent.id, section, polarity: 'intent' as const, severity: 0, evidence: [fact('confidence', intent.confidence, '0..1')], words: { because: intent.because } }];
  });
};
