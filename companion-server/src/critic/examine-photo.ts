import type { Critique } from '@photocrafter/shared/critique/critique';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { analysisImage } from './analysis-image';
import { correctionFeatures, FEATURE_SIDE } from './corrections/correction-features';
import { estimateCorrections } from './corrections/correction-estimator';
import { NO_CORRECTIONS, type Corrections } from './corrections/corrections';
import { decideCorrections } from './corrections/decide-corrections';
import { SIMULATION_SIDE, simulateCorrections } from './corrections/simulate-corrections';
import { critique } from './critic';
import type { CriticEvidence } from './evidence';
import { measureEvidence, type MeasureOptions } from './measure-evidence';

export interface Examination {
  readonly evidence: CriticEvidence;
  readonly critique: Critique;
  /** 0..100, the measured critic's own score where a learned one gave the critique's: edits are compared by measurement */
  readonly measuredScore?: number;
}

/** A correction that moves the photo less than this (mean CIEDE2000) is not worth making: the photo is good as it is. */
const LEAST_MOVE = 1;

export interface ExamineOptions extends MeasureOptions {
  /** what a learned artist would change; the built-in estimator proposes without it */
  readonly proposal?: Corrections;
}

/** The whole critic: measures the proxy (at most 1024 px), estimates what would have to change, and says it. Pure. */
export function examinePhoto(proxy: FloatImage, options: ExamineOptions = {}): Examination {
  const image = analysisImage(proxy);
  const measured = measureEvidence(proxy, options, image);
  const decided = decideCorrections(options.proposal ?? estimateCorrections(correctionFeatures(analysisImage(image, FEATURE_SIDE))), measured);
  const simulation = simulateCorrections(analysisImage(image, SIMULATION_SIDE), decided);
  const evidence: CriticEvidence = simulation.meanDeltaE < LEAST_MOVE
    ? { ...measured, corrections: NO_CORRECTIONS }
    : { ...measured, corrections: decided, simulation };
  return { evidence, critique: critique(evidence) };
}
