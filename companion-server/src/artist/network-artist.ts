import { deltaEStats } from '@photocrafter/shared/attributes/delta-e-stats';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { convertEncoding } from '@photocrafter/shared/pixels/convert-encoding';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { lowerPlan } from '@photocrafter/shared/plan/lower-plan';
import type { EditPlan } from '@photocrafter/shared/plan/edit-plan';
import { adjustmentStep, correctionPlan } from '../critic/corrections/correction-plan';
import { CORRECTION_NAMES, NO_CORRECTIONS, type CorrectionName, type Corrections } from '../critic/corrections/corrections';
import { respectIntents } from '../critic/corrections/respect-intents';
import { simulateCorrections } from '../critic/corrections/simulate-corrections';
import type { Session } from '../engines/engine';
import { renderFloat } from '../render/render-rows';
import type { Artist, ArtistRequest } from './artist';
import { explainSteps } from './explain-steps';
import { fitOperators } from './fit-operators';
import { fitResidualLut } from './fit-residual-lut';
import { runRetouchNetwork } from './retouch-network';

/** Mean CIEDE2000 that the measured corrections move the photo: below the first it is fine as it is, from the second clearly faulty. */
const FAULT_BEGINS = 1.5;
const FAULT_CLEAR = 6;
/** The network may go this many times as far as the measurement where both want the same. */
const FURTHEST = 1.6;
/** White balance comes from measurement: the network was trained on pictures whose white was right. */
const MEASURED_ONLY: ReadonlySet<CorrectionName> = new Set(['miredShift', 'tint', 'highlightProtection']);
/** A residual below this (mean CIEDE2000) is not worth a lookup table that nobody can edit. */
const RESIDUAL_WORTH_A_TABLE = 0.8;

/**
 * The artist with an eye for finish: the FiveK retouch network looks at the whole photo once, and a robust fit turns its answer
 * into the plan's operators. How much of it is used follows from the measured fault, correction by correction: where the
 * measurement finds nothing, the network is not asked, because it drags finished photos to a daylight look (training.md, section 4).
 * `open` is called when the network is needed for the first time.
 */
export function networkArtist(open: () => Promise<Session>): Artist {
  return {
    id: 'network',
    async plan({ proxy, evidence, critique }: ArtistRequest): Promise<EditPlan> {
      const measured = evidence.corrections ?? NO_CORRECTIONS;
      const reasonOf = explainSteps(critique.suggestions);
      const fault = faultOf(proxy, measured);
      if (fault === 0) return correctionPlan(measured, reasonOf);
      const { before, after } = await runRetouchNetwork(await open(), convertEncoding(proxy, SRGB));
      const wanted = respectIntents(fitOperators(before, after), evidence.intents);
      const plan = correctionPlan(blend(measured, wanted, fault), reasonOf);
      return withResidual(plan, before, after, fault, reasonOf('colour-lookup'));
    },
  };
}

/** 0..1: how sure it is that something is wrong with the photo. */
function faultOf(proxy: FloatImage, measured: Corrections): number {
  const { meanDeltaE } = simulateCorrections(proxy, measured);
  return Math.min(1, Math.max(0, (meanDeltaE - FAULT_BEGINS) / (FAULT_CLEAR - FAULT_BEGINS)));
}

/** Where both agree on a direction the network sets the amount, as far as the fault is sure; elsewhere the measurement holds. */
function blend(measured: Corrections, wanted: Corrections, fault: number): Corrections {
  const result: Record<CorrectionName, number> = { ...measured };
  for (const name of CORRECTION_NAMES) {
    if (MEASURED_ONLY.has(name) || measured[name] * wanted[name] <= 0) continue;
    const furthest = FURTHEST * Math.abs(measured[name]);
    const amount = Math.sign(wanted[name]) * Math.min(Math.abs(wanted[name]), furthest);
    result[name] += fault * (amount - measured[name]);
  }
  return result;
}

/** Closes what the operators leave of the network's look, when the fault is clear and the rest is visible, as one table. */
function withResidual(plan: EditPlan, before: FloatImage, after: FloatImage, fault: number, reason: string): EditPlan {
  const reached = renderFloat(before, lowerPlan(plan, before.encoding));
  if (fault < 1 || deltaEStats(reached, after).mean < RESIDUAL_WORTH_A_TABLE) return plan;
  const step = { ...adjustmentStep('colour-lookup', 1, { table: fitResidualLut(reached, after) }, reason), strength: 0.5 };
  return { ...plan, steps: [...plan.steps, step] };
}
