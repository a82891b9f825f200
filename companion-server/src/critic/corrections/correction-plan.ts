import { OPERATORS } from '@photocrafter/shared/operators/index';
import type { ParamValues } from '@photocrafter/shared/operators/operator';
import type { EditPlan, PlanStep } from '@photocrafter/shared/plan/edit-plan';
import { PLAN_SCHEMA_VERSION } from '@photocrafter/shared/plan/edit-plan';
import type { CorrectionName, Corrections } from './corrections';

/** Which operator does which corrections, in the order in which they are applied: white first, light, tone, then colour. */
export const CORRECTION_STEPS: readonly { readonly operator: string; readonly names: readonly CorrectionName[] }[] = [
  { operator: 'white-balance', names: ['miredShift', 'tint'] },
  { operator: 'exposure', names: ['exposureEv', 'highlightProtection'] },
  { operator: 'whites-blacks', names: ['whites', 'blacks'] },
  { operator: 'contrast', names: ['contrast'] },
  { operator: 'highlights-shadows', names: ['highlights', 'shadows'] },
  { operator: 'saturation', names: ['saturation'] },
];

/** The operators' parameter names where they differ from the corrections'. */
const PARAM_NAMES: Partial<Record<CorrectionName, string>> = { contrast: 'amount', saturation: 'amount' };

export function paramNameOf(name: CorrectionName): string {
  return PARAM_NAMES[name] ?? name;
}

/** A correction without effect of its own: it only shapes another. */
const SHAPING: ReadonlySet<CorrectionName> = new Set(['highlightProtection']);

/**
 * Steps of the adjustments lane for all corrections that are not zero, rounded to the operators' slider steps and kept inside
 * their ranges, so that what a user sees on the slider is what was applied. `reasonOf` answers why, one sentence a step.
 */
export function correctionPlan(corrections: Corrections, reasonOf: (operator: string) => string): EditPlan {
  const steps: PlanStep[] = [];
  for (const { operator: id, names } of CORRECTION_STEPS) {
    const operator = OPERATORS.find((candidate) => candidate.id === id)!;
    const params: Record<string, number> = {};
    let active = false;
    for (const name of names) {
      const paramName = paramNameOf(name);
      const schema = operator.params[paramName];
      if (schema?.kind !== 'number') throw new RangeError(`${id} has no number ${paramName}`);
      const rounded = Number((Math.round(corrections[name] / schema.step) * schema.step).toFixed(6));
      params[paramName] = Math.min(schema.max, Math.max(schema.min, rounded));
      if (!SHAPING.has(name) && params[paramName] !== 0) active = true;
    }
    if (active) steps.push(adjustmentStep(id, operator.version, params, reasonOf(id)));
  }
  return { schemaVersion: PLAN_SCHEMA_VERSION, steps, advice: {} };
}

/** One enabled step of the colour-and-light dimension at full strength. */
export function adjustmentStep(operator: string, version: number, params: ParamValues, reason: string): PlanStep {
  return { id: operator, dimension: 'colourAndLight', lane: 'adjustments', operator, version, params, reason, enabled: true, strength: 1 };
}
