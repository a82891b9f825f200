import type { Finding } from '@photocrafter/shared/critique/critique';
import { INTENTS, type IntentId } from '../evidence';
import type { Observation } from '../judge/observation';
import { COMPOSITION_PHRASES } from './composition-phrases';
import { expand } from './expand';
import { INTENT_PHRASES } from './intent-phrases';
import { LIGHT_PHRASES } from './light-phrases';
import type { Pick } from './picker';
import { QUALITY_PHRASES } from './quality-phrases';

const PHRASES: Readonly<Record<string, readonly string[]>> = { ...QUALITY_PHRASES, ...LIGHT_PHRASES, ...COMPOSITION_PHRASES, ...INTENT_PHRASES };

/** Every finding that the critic can put into words. */
export const FINDING_IDS: readonly string[] = Object.keys(PHRASES);

/** Puts an observation into one or two sentences; RangeError for an unknown id or a fact that a wording needs and the observation lacks. */
export function wordFinding({ words, ...observation }: Observation, pick: Pick): Finding {
  const options = PHRASES[observation.id];
  if (options === undefined) throw new RangeError(`no words for finding "${observation.id}"`);
  const values = { ...words, ...Object.fromEntries(observation.evidence.map((e) => [e.measure, e.value])) };
  return { ...observation, statement: expand(pick(options), values, pick) };
}

/** Whether a finding id is an intent. */
export function isIntent(id: string): id is IntentId {
  return (INTENTS as readonly string[]).includes(id);
}
