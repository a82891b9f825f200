import type { AdjustmentLayer } from '../adjustments/adjustment';
import { checkParams, operatorFor } from '../operators/index';
import type { LoweredAdjustment, NumberParam, Operator, ParamValues } from '../operators/operator';
import type { ColourEncoding } from '../pixels/colour-encoding';
import type { Mask } from '../pixels/mask';
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
  return operator.lower(params, encoding).map((lowered) => toLayer(lowered, step, describe(operator, params)));
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

/** The operator and the sliders that moved: "Exposure +0.6 EV", "White balance: temperature +12 mired, tint -4". */
function describe(operator: Operator, params: ParamValues): string {
  const moved = Object.entries(operator.params).flatMap(([name, schema]) => {
    const value = params[name];
    if (schema.kind !== 'number' || typeof value !== 'number' || value === schema.default) return [];
    return [{ label: schema.label, amount: amountOf(value, schema) }];
  });
  if (moved.length === 0) return operator.label;
  const named = moved.map(({ label, amount }) => (label === operator.label ? amount : `${label.toLowerCase()} ${amount}`));
  return `${operator.label}${moved[0]!.label === operator.label ? '' : ':'} ${named.join(', ')}`;
}

function amountOf(value: number, { step, min, unit }: NumberParam): string {
  const digits = Math.max(0, Math.ceil(-Math.log10(step)));
  const sign = value > 0 && min < 0 ? '+' : '';
  return `${sign}${Number(value.toFixed(digits))}${unit === '' ? '' : ` ${unit}`}`;
}
