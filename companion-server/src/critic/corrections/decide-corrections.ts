import type { CastEstimate, CriticEvidence } from '../evidence';
import { estimateCorrections } from './correction-estimator';
import { CORRECTION_NAMES, type CorrectionName, type Corrections } from './corrections';
import { respectIntents } from './respect-intents';

/** How many times its own size the networks may disagree about a correction before nothing of it is left. */
const LARGEST_DISAGREEMENT = 1.5;

/** Below these a correction is not visible (about half a just-noticeable difference) and is dropped. */
const DEAD_ZONE: Readonly<Record<CorrectionName, number>> = {
  exposureEv: 0.08, highlightProtection: 0, whites: 3, blacks: 3, contrast: 3, highlights: 8, shadows: 8, miredShift: 4, tint: 4, saturation: 3,
};

/**
 * Decides what to correct: the estimator proposes, disagreement among its networks holds back, the neutral votes speak on white
 * balance, intents protect what was meant, and what nobody would see is dropped.
 */
export function decideCorrections(features: Float32Array, evidence: Pick<CriticEvidence, 'cast' | 'intents'>): Corrections {
  const { corrections, disagreement } = estimateCorrections(features);
  const held: Record<CorrectionName, number> = { ...corrections };
  for (const name of CORRECTION_NAMES) {
    if (name === 'highlightProtection' || held[name] === 0) continue;
    held[name] *= Math.max(0, 1 - disagreement[name] / Math.abs(held[name]) / LARGEST_DISAGREEMENT);
  }
  const voted = { ...held, ...withVotes(held, evidence.cast) };
  const respected = respectIntents(voted, evidence.intents);
  const decided: Record<CorrectionName, number> = { ...respected };
  for (const name of CORRECTION_NAMES) if (Math.abs(decided[name]) < DEAD_ZONE[name]) decided[name] = 0;
  return decided;
}

/** An estimate against which confident votes speak is weakened; one that they share is left as it is. */
function withVotes({ miredShift, tint }: Corrections, cast: CastEstimate): Pick<Corrections, 'miredShift' | 'tint'> {
  const opposed = (correction: number, measuredCast: number): boolean => correction * measuredCast > 0;
  return {
    miredShift: opposed(miredShift, cast.miredShift) ? miredShift * (1 - cast.confidence) : miredShift,
    tint: opposed(-tint, cast.tint) ? tint * (1 - cast.confidence) : tint,
  };
}
