import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { lowerPlan } from '@photocrafter/shared/plan/lower-plan';
import type { EditPlan, PlanStep } from '@photocrafter/shared/plan/edit-plan';
import { renderFloat } from '../render/render-rows';
import { findHarm, type Harm, type Protected } from './find-harm';

export interface GateResult {
  readonly plan: EditPlan;
  readonly after: FloatImage;
  /** what was weakened or left out, and why: one sentence each; empty when the plan passed as it was */
  readonly report: readonly string[];
}

/** A step is halved at a time, and left out when less than this is left of it. */
const LEAST_STRENGTH = 0.2;
/** Six steps from full strength to nothing need at most this many halvings. */
const MAX_ROUNDS = 20;

/**
 * Renders the plan on a small proxy and takes back what harms: new clipping, skin or sky changing hue. The step that causes
 * most of the harm is halved until none is left, at worst until it is gone. Pure; a proxy of 256 px costs a few ms a trial.
 */
export function neverWorseGate(before: FloatImage, plan: EditPlan, kept: Protected): GateResult {
  const report: string[] = [];
  let current = plan;
  let trial = examine(before, current, kept);
  for (let round = 0; round < MAX_ROUNDS && trial.harm.size > 0; round++) {
    const options = current.steps.filter((step) => step.enabled).map((step) => {
      const weaker = weaken(current, step);
      return { step, plan: weaker, ...examine(before, weaker, kept) };
    });
    if (options.length === 0) break;
    const best = options.reduce((least, option) => (option.harm.size < least.harm.size ? option : least));
    report.push(sentence(best.step, best.plan, trial.harm));
    current = best.plan;
    trial = best;
  }
  return { plan: current, after: trial.after, report: lastOfEach(report) };
}

function examine(before: FloatImage, plan: EditPlan, kept: Protected): { after: FloatImage; harm: Harm } {
  const after = renderFloat(before, lowerPlan(plan, before.encoding));
  return { after, harm: findHarm(before, after, kept) };
}

function weaken(plan: EditPlan, target: PlanStep): EditPlan {
  const strength = target.strength / 2;
  const weaker: PlanStep = strength < LEAST_STRENGTH ? { ...target, enabled: false, strength: 0 } : { ...target, strength };
  return { ...plan, steps: plan.steps.map((step) => (step === target ? weaker : step)) };
}

function sentence(step: PlanStep, weaker: EditPlan, harm: Harm): string {
  const left = weaker.steps.find(({ id }) => id === step.id)!;
  const what = left.enabled ? `weakened to ${Math.round(left.strength * 100)} %` : 'left out';
  return `${step.id}: ${what}, because it would have ${harm.worst}`;
}

/** Of several reports about one step only the last one still holds. */
function lastOfEach(report: readonly string[]): readonly string[] {
  const byStep = new Map(report.map((line) => [line.slice(0, line.indexOf(':')), line]));
  return [...byStep.values()];
}
