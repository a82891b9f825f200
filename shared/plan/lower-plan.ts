import type { AdjustmentLayer } from '../adjustments/adjustment';
import { checkParams, operatorFor } from '../operators/index';
import type { LoweredAdjustment } from '../operators/operator';
import type { ColourEncoding } from '../pixels/colour-encoding';
import type { Mask } from '../pixels/mask';
import { describeSliders } from './describe-sliders';
import type { EditPlan, PlanStep } from './edit-plan';

/**
 * A plan's adjustment lane as layers, bottom first: the enabled steps in their order, strength as opacity, the step's mask times
 * the operator's own. Steps that change nothing make no layer. `encoding` is that of the pixels below.
 * Throws INVALID_PLAN for unknown operators and for parameters that they refuse, also in disabled steps.
 */
export function lowerPlan(plan: EditPlan, encoding: ColourEncoding): readonly AdjustmentLayer[] {
  return plan.steps.filter((step) => step.lane === 'adjustments').flatMap((step) => lowerStep(step, encoding));
}

function lowerStep(step: PlanStep, encoding: ColourEncoding): readonly AdjustmentLayer[] {
  const operator = operatorFor(step.operator, step.version);
  const params = checkParams(operator, step.params);
  if (!step.enabled || step.strength === 0) return [];
  return operator.lower(params, encoding).map((lowered) => toLayer(lowered, step, describeSliders(operator, params)));
}

function toLayer({ adjustment, mask, label }: LoweredAdjustment, step: PlanStep, name: string): AdjustmentLayer {
  const where = [step.mask, mask].filter((candidate) => candidate !== undefined);
  return {
    name: label === undefined ? name : `${name}: ${label}`,
    adjustment,
    opacity: step.strength,
    ...(where.length > 0 && { mask: product(where) }),
    stepId: step.id,
  };
}

function product(masks: readonly Mask[]): Mask {
  return masks.length === 1 ? masks[0]! : { kind: 'product', masks };
}
