import type { CastEstimate, CriticEvidence } from '../evidence';
import { TINT_STEPS_PER_DUV } from './correction-of';
import { CORRECTION_NAMES, type CorrectionName, type Corrections } from './corrections';
import { respectIntents } from './respect-intents';

/** A brightening always ends softly: clipped sky is worse than a dark one. */
const LEAST_PROTECTION = 0.3;

/** Below these a correction is not visible (about half a just-noticeable difference) and is dropped. */
const DEAD_ZONE: Readonly<Record<CorrectionName, number>> = {
  exposureEv: 0.08, highlightProtection: 0, whites: 3, blacks: 3, contrast: 3, highlights: 8, shadows: 8, darkTones: 2, midTones: 2, lightTones: 2, miredShift: 4, tint: 4, saturation: 3,
};

/**
 * Decides what to correct: a network proposes (`estimate`), the neutral votes speak on white balance, intents protect what was meant, what nobody
 * would see is dropped. The critic's rules do not join in: letting a proved fault enlarge a correction, and holding back where the networks
 * disagree, made results worse on development photos under every protocol (docs/decisions/0013).
 */
export function decideCorrections(corrections: Corrections, evidence: Pick<CriticEvidence, 'cast' | 'intents'>): Corrections {
  const decided: Record<CorrectionName, number> = { ...respectIntents({ ...corrections, ...withVotes(corrections, evidence.cast) }, evidence.intents) };
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
