import { rComp, type ComplianceItem } from '@photocrafter/shared/attributes/compliance';
import { measureAttributes } from '@photocrafter/shared/attributes/index';
import { computePlanes } from '@photocrafter/shared/attributes/planes';
import type { AdjustmentLayer } from '@photocrafter/shared/adjustments/adjustment';
import type { Suggestion } from '@photocrafter/shared/critique/critique';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { rasteriseMask } from '@photocrafter/shared/pixels/rasterise-mask';
import type { EditPlan } from '@photocrafter/shared/plan/edit-plan';
import { lowerPlan } from '@photocrafter/shared/plan/lower-plan';
import { analysisImage } from '../critic/analysis-image';
import { SIMULATION_SIDE } from '../critic/corrections/simulate-corrections';
import { correctionOf } from '../critic/corrections/correction-of';
import type { CriticEvidence } from '../critic/evidence';
import { examinePhoto, type Examination } from '../critic/examine-photo';
import { planFromInstruction, type NotExecuted } from '../planner/plan-from-instruction';
import { regionMasks } from '../planner/region-masks';
import { renderFloat } from '../render/render-rows';
import type { Artist } from './artist';
import { findHarm, type Protected } from './find-harm';
import { neverWorseGate } from './never-worse-gate';

export interface EnhanceOptions {
  readonly artist: Artist;
  /** what the user asked for, parsed; replaces the critic's own suggestions */
  readonly instruction?: readonly Suggestion[];
  /** master strength 0..1: the opacity of every step */
  readonly strength: number;
}

export interface Enhancement {
  readonly plan: EditPlan;
  readonly layers: readonly AdjustmentLayer[];
  readonly compliance: { readonly value?: number; readonly items: readonly ComplianceItem[] };
  readonly notExecuted: readonly NotExecuted[];
  /** what the never-worse gate did, in sentences */
  readonly gate: readonly string[];
  readonly scoreAfter?: number;
}

/** The critic's score may fall by this much before the edit counts as worse: its repeat noise on re-encoded copies. */
const SCORE_NOISE = 1;

/**
 * From an examined photo to a plan that does what was suggested or asked and has been checked not to harm. `scoreAfter` is on the scale of the
 * critique's score: where a learned critic gave that, it is moved by what the measured score gained.
 */
export async function enhancePhoto(proxy: FloatImage, examination: Examination, options: EnhanceOptions, signal: AbortSignal): Promise<Enhancement> {
  const { critique: { score }, measuredScore = score?.value } = examination;
  const enhancement = await enhance(proxy, examination, measuredScore, options, signal);
  if (score === undefined || measuredScore === undefined || enhancement.scoreAfter === undefined) return enhancement;
  return { ...enhancement, scoreAfter: Math.min(100, Math.max(0, score.value + enhancement.scoreAfter - measuredScore)) };
}

async function enhance(proxy: FloatImage, { evidence, critique }: Examination, scoreBefore: number | undefined, options: EnhanceOptions, signal: AbortSignal): Promise<Enhancement> {
  const image = analysisImage(proxy), small = analysisImage(image, SIMULATION_SIDE);
  const kept = protectedRegions(evidence, small);
  if (options.instruction !== undefined) {
    const { plan: asked, notExecuted } = planFromInstruction(options.instruction, regionMasks(evidence));
    const plan = atStrength(asked, options.strength);
    const after = renderFloat(small, lowerPlan(plan, small.encoding));
    const harm = findHarm(small, after, kept);
    const gate = harm.size > 0 ? [`done as asked, although it has ${harm.worst}`] : [];
    return finish(image, evidence, small, plan, options.instruction, gate, notExecuted);
  }
  const drawn = await options.artist.plan({ proxy, evidence, critique }, signal);
  const { plan: regional, notExecuted } = planFromInstruction(critique.suggestions.filter((suggestion) => correctionOf(suggestion) === undefined), regionMasks(evidence));
  const whole = { ...drawn, steps: [...drawn.steps, ...regional.steps.map((step) => ({ ...step, id: `${step.id}-part` }))] };
  const { plan, report } = neverWorseGate(small, atStrength(whole, options.strength), kept);
  const result = finish(image, evidence, small, plan, critique.suggestions, report, notExecuted);
  if (scoreBefore === undefined || (result.scoreAfter ?? 100) >= scoreBefore - SCORE_NOISE) return result;
  const line = `the measured score would fall from ${scoreBefore} to ${result.scoreAfter!}, so `;
  const halved = finish(image, evidence, small, atStrength(plan, 0.5), critique.suggestions, [...report, `${line}everything was halved`], notExecuted);
  if (halved.scoreAfter! >= scoreBefore - SCORE_NOISE) return halved;
  return finish(image, evidence, small, { ...plan, steps: [] }, critique.suggestions, [...report, `${line}the photo was left as it is`], notExecuted);
}

function finish(image: FloatImage, evidence: CriticEvidence, small: FloatImage, plan: EditPlan, suggestions: readonly Suggestion[], gate: readonly string[], notExecuted: readonly NotExecuted[]): Enhancement {
  const layers = lowerPlan(plan, image.encoding);
  const after = measureAttributes(computePlanes(renderFloat(small, layers)));
  const compliance = rComp(suggestions, measureAttributes(computePlanes(small)), after);
  const { critique: { score } } = examinePhoto(renderFloat(image, layers), { scene: evidence });
  return { plan, layers, compliance, notExecuted, gate, ...(score && { scoreAfter: score.value }) };
}

function atStrength(plan: EditPlan, strength: number): EditPlan {
  return { ...plan, steps: plan.steps.map((step) => ({ ...step, strength: step.strength * strength })) };
}

function protectedRegions({ regions }: CriticEvidence, { width, height }: FloatImage): Protected {
  const weightsOf = (name: 'skin' | 'sky'): Float32Array | undefined => {
    const mask = regions.find((region) => region.name === name)?.mask;
    return mask && rasteriseMask(mask, width, height);
  };
  const skin = weightsOf('skin'), sky = weightsOf('sky');
  return { ...(skin && { skin }), ...(sky && { sky }) };
}
