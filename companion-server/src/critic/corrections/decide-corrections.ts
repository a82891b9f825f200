import type { CastEstimate, CriticEvidence } from '../evidence';
import { estimateCorrections } from './correction-estimator';
import type { ProvedFault } from '../suggest';
import { correctionOf, TINT_STEPS_PER_DUV } from './correction-of';
import { CORRECTION_NAMES, type CorrectionName, type Corrections } from './corrections';
import { respectIntents } from './respect-intents';

/** How many times its own size the networks may disagree about a correction before nothing of it is left. */
const LARGEST_DISAGREEMENT = 4;

/** A brightening always ends softly: clipped sky is worse than a dark one. */
const LEAST_PROTECTION = 0.3;

/** Below these a correction is not visible (about half a just-noticeable difference) and is dropped. */
const DEAD_ZONE: Readonly<Record<CorrectionName, number>> = {
  exposureEv: 0.08, highlightProtection: 0, whites: 3, blacks: 3, contrast: 3, highlights: 8, shadows: 8, miredShift: 4, tint: 4, saturation: 3,
};

/** A rule states the whole fault; most of it is corrected, since rules do not know the picture. */
const RULE_SHARE = 0.7;
/** How many times its own amount an estimate may grow by a rule that confirms it. */
const MOST_CONFIRMED = 1.5;
/** A fault as severe as this is corrected by half even where the estimator sees none. */
const STARTS_ALONE = 0.6;
/** White balance never: votes are fooled by scenes of one colour. */
const VOTED_ONLY: ReadonlySet<CorrectionName> = new Set(['miredShift', 'tint']);

/**
 * Decides what to correct: the estimator proposes, disagreement among its networks holds back, the neutral votes speak on white
 * balance, intents protect what was meant. A rule that proves the
 * same fault lets a correction grow; alone it starts one only for a severe fault, since rules do not know the picture.
 * What nobody would see is dropped.
 */
export function decideCorrections(features: Float32Array, evidence: Pick<CriticEvidence, 'cast' | 'intents'>, proved: readonly ProvedFault[]): Corrections {
  const { corrections, disagreement } = estimateCorrections(features);
  const held: Record<CorrectionName, number> = { ...corrections };
  for (const name of CORRECTION_NAMES) {
    if (name === 'highlightProtection' || held[name] === 0) continue;
    held[name] *= Math.max(0, 1 - disagreement[name] / Math.abs(held[name]) / LARGEST_DISAGREEMENT);
  }
  const decided: Record<CorrectionName, number> = { ...respectIntents({ ...held, ...withVotes(held, evidence.cast) }, evidence.intents) };
  for (const fault of proved) {
    const asked = correctionOf(fault.suggestion);
    if (asked !== undefined) decided[asked.name] = withRule(asked.name, decided[asked.name], RULE_SHARE * asked.amount, fault.severity);
  }
  decided.tint = wholeCast(decided, evidence.cast);
  if (decided.exposureEv > 0) decided.highlightProtection = Math.max(decided.highlightProtection, LEAST_PROTECTION);
  for (const name of CORRECTION_NAMES) if (Math.abs(decided[name]) < DEAD_ZONE[name]) decided[name] = 0;
  return decided;
}

/** What a rule that wants `wanted` makes of the estimate `own`: grow what it confirms, start alone only what is severe. */
function withRule(name: CorrectionName, own: number, wanted: number, severity: number): number {
  if (Math.abs(own) < DEAD_ZONE[name]) return severity >= STARTS_ALONE && !VOTED_ONLY.has(name) ? wanted / 2 : own;
  if (own * wanted <= 0) return own;
  const confirmed = Math.min(Math.abs(wanted), MOST_CONFIRMED * Math.abs(own));
  return Math.sign(own) * Math.max(Math.abs(own), confirmed);
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
