import type { Evidence, Finding } from '@photocrafter/shared/critique/critique';
import type { CriticEvidence, IntentId } from '../evidence';

/** A finding before it is put into words. `evidence` names are the placeholders of its phrases. */
export type Observation = Omit<Finding, 'statement'> & {
  /** words chosen by numbers, for the phrases ("left", "warm") */
  readonly words?: Readonly<Record<string, string>>;
};

/** Looks at the evidence and reports what it sees; most pictures give most rules nothing to say. */
export type Rule = (evidence: CriticEvidence) => readonly Observation[];

/** Findings under this severity are not worth a viewer's attention ("ignore small deviations"). */
export const MIN_SEVERITY = 0.3;

/** What only the estimator says is a wish, not a proven fault: it is never called severe (and cannot feed on its own suggestions). */
export const ESTIMATE_CEILING = 0.5;

/** Confidence 0..1 of an intent, 0 when it was not found. */
export function intentOf(evidence: CriticEvidence, ...ids: readonly IntentId[]): number {
  return Math.max(0, ...evidence.intents.filter((i) => ids.includes(i.id)).map((i) => i.confidence));
}

/** One measured fact. */
export function fact(measure: string, value: number, unit: string, reference?: number): Evidence {
  return { measure, value, unit, ...(reference !== undefined && { reference }) };
}

/** A fault when it is severe enough to be named. */
export function fault(observation: Omit<Observation, 'polarity'>): Observation[] {
  return observation.severity < MIN_SEVERITY ? [] : [{ ...observation, polarity: 'fault' }];
}

/** Something that is good. */
export function strength(observation: Omit<Observation, 'polarity' | 'severity'>): Observation {
  return { ...observation, polarity: 'strength', severity: 0 };
}
