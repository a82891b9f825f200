import type { Evidence, Finding, Suggestion } from '@photocrafter/shared/critique/critique';
import type { CriticEvidence } from '../evidence';
import { SHARP_TILE_BLUR } from '../focus';
import { fact } from '../judge/observation';
import type { Said } from './learned-critic';

/** A claim of the network is heard from this probability on; below it guesses. */
const SURE = 0.5;

/** How a claim of the network is borne out: the measure must at least lean its way, though no rule would have named it. */
interface Check { readonly finding: 'softFocus' | 'noise' | 'haze'; readonly measure: (evidence: CriticEvidence) => Evidence | undefined; readonly least: number; readonly say: (value: number) => string }

/** From `least` on measurement does not contradict; the rules of judge/detail-rules speak on their own only well above it. */
const CHECKS: Partial<Record<Suggestion['attribute'], Check>> = {
  blur: {
    finding: 'softFocus', least: SHARP_TILE_BLUR - 0.06,
    measure: ({ focus }) => (focus.sharpestBlur === undefined ? undefined : fact('blur', focus.sharpestBlur, 're-blur 0..1', SHARP_TILE_BLUR)),
    say: (value) => `To a trained eye detail is a little soft; its sharpest tenth measures ${value.toFixed(2)} on the re-blur scale.`,
  },
  noise: {
    finding: 'noise', least: 1.5,
    measure: ({ global }) => (global.noise === undefined ? undefined : fact('noise', global.noise, 'levels of 255', 1.5)),
    say: (value) => `To a trained eye there is some noise; flat areas measure ${value.toFixed(1)} levels of 255.`,
  },
  haze: {
    finding: 'haze', least: 0.1,
    measure: ({ global }) => (global.haze === undefined ? undefined : fact('haze', global.haze, 'index', 0.1)),
    say: (value) => `To a trained eye a light veil lies over the scene; the dark-channel index is ${value.toFixed(2)}.`,
  },
};

/** A claim that measurement does not contradict, with the number that bears it out. */
export interface ConfirmedClaim { readonly finding: Finding; readonly suggestion: Suggestion }

/** A fault so named is slight: the rules, which see the clear ones, did not name it. */
const SEVERITY = 0.3;

/**
 * Which of the network's claims about restorable faults may be spoken: sure ones, about something that can be measured, where the measure leans the
 * same way. What a rule has already named is left to it. Tone and colour are spoken as simulated (suggest-corrections), so that words and edit agree.
 */
export function confirmClaims(said: readonly Said[], evidence: CriticEvidence, known: readonly Finding[]): readonly ConfirmedClaim[] {
  return said.flatMap(({ word, probability }) => {
    if (word.kind !== 'suggestion' || word.direction !== 'remove' || probability < SURE) return [];
    const check = CHECKS[word.attribute];
    const measured = check?.measure(evidence);
    if (check === undefined || measured === undefined || measured.value < check.least) return [];
    if (known.some(({ id, polarity }) => polarity === 'fault' && (id === check.finding || (id === 'motionBlur' && check.finding === 'softFocus')))) return [];
    const statement = check.say(measured.value);
    return [{
      finding: { id: check.finding, section: 'quality' as const, polarity: 'fault' as const, statement, evidence: [measured], severity: SEVERITY },
      suggestion: { attribute: word.attribute, direction: word.direction, magnitude: word.magnitude, reason: statement },
    }];
  });
}
