import type { Suggestion } from '@photocrafter/shared/critique/critique';
import type { CastEstimate, CriticEvidence } from '../evidence';
import { estimateCorrections } from './correction-estimator';
import { correctionOf, TINT_STEPS_PER_DUV } from './correction-of';
import { CORRECTION_NAMES, type CorrectionName, type Corrections } from './corrections';
import { respectIntents } from './respect-intents';

/** How many times its own size the networks may disagree about a correction before nothing of it is left. */
const LARGEST_DISAGREEMENT = 2;

/** A brightening always ends softly: clipped sky is worse than a dark one. */
const LEAST_PROTECTION = 0.3;

/** Below these a correction is not visible (about half a just-noticeable difference) and is dropped. */
const DEAD_ZONE: Readonly<Record<CorrectionName, number>> = {
  exposureEv: 0.08, highlightProtection: 0, whites: 3, blacks: 3, contrast: 3, highlights: 8, shadows: 8, miredShift: 4, tint: 4, saturation: 3,
};

/** White balance follows a rule only where the estimator wants the same: votes alone are fooled by scenes of one colour. */
const VOTED_ONLY: ReadonlySet<CorrectionName> = new Set(['miredShift', 'tint']);
/** A rule states the whole fault; most of it is corrected, since rules do not know the picture. */
const RULE_SHARE = 0.7;

/**
 * Decides what to correct: the estimator proposes, disagreement among its networks holds back, the neutral votes speak on white
 * balance, intents protect what was meant. Then the faults that rules have proved ask for their part where the estimator did less.
 * What nobody would see is dropped.
 */
export function decideCorrections(features: Float32Array, evidence: Pick<CriticEvidence, 'cast' | 'intents'>, proved: readonly Suggestion[]): Corrections {
  const { corrections, disagreement } = estimateCorrections(features);
  const held: Record<CorrectionName, number> = { ...corrections };
  for (const name of CORRECTION_NAMES) {
    if (name === 'highlightProtection' || held[name] === 0) continue;
    held[name] *= Math.max(0, 1 - disagreement[name] / Math.abs(held[name]) / LARGEST_DISAGREEMENT);
  }
  const decided: Record<CorrectionName, number> = { ...respectIntents({ ...held, ...withVotes(held, evidence.cast) }, evidence.intents) };
  for (const suggestion of proved) {
    const asked = correctionOf(suggestion);
    if (asked === undefined) continue;
    const amount = RULE_SHARE * asked.amount;
    if (VOTED_ONLY.has(asked.name) && decided[asked.name] * amount <= 0) continue;
    if (decided[asked.name] * amount < 0 || Math.abs(decided[asked.name]) < Math.abs(amount)) decided[asked.name] = amount;
  }
  decided.tint = wholeCast(decided, evidence.cast);
  if (decided.exposureEv > 0) decided.highlightProtection = Math.max(decided.highlightProtection, LEAST_PROTECTION);
  for (const name of CORRECTION_NAMES) if (Math.abs(decided[name]) < DEAD_ZONE[name]) decided[name] = 0;
  return decided;
}

/** Votes speak on tint only when they are this sure. */
const SURE_CAST = 0.5;

/** A cast is one colour: where its warm or cool part is taken out, the same share of its green or magenta part goes with it. */
function wholeCast({ miredShift, tint }: Corrections, { miredShift: castMired, tint: castTint, confidence }: CastEstimate): number {
  if (confidence < SURE_CAST || miredShift * castMired >= 0) return tint;
  const share = Math.min(1, -miredShift / castMired);
  const wanted = share * castTint * TINT_STEPS_PER_DUV;
  return Math.abs(wanted) > Math.abs(tint) ? wanted : tint;
}

/** An estimate against which confident votes speak is weakened; one that they share is left as it is. */
function withVotes({ miredShift, tint }: Corrections, cast: CastEstimate): Pick<Corrections, 'miredShift' | 'tint'> {
  const opposed = (correction: number, measuredCast: number): boolean => correction * measuredCast > 0;
  return {
    miredShift: opposed(miredShift, cast.miredShift) ? miredShift * (1 - cast.confidence) : miredShift,
    tint: opposed(-tint, cast.tint) ? tint * (1 - cast.confidence) : tint,
  };
}
