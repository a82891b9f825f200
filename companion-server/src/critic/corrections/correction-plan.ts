import { OPERATORS } from '@photocrafter/shared/operators/index';
import type { CurvePoint } from '@photocrafter/shared/adjustments/adjustment';
import type { Operator, ParamValues } from '@photocrafter/shared/operators/operator';
import type { EditPlan, PlanStep } from '@photocrafter/shared/plan/edit-plan';
import { PLAN_SCHEMA_VERSION } from '@photocrafter/shared/plan/edit-plan';
import { TONE_KNOTS, type CorrectionName, type Corrections } from './corrections';

/** Which operator does which corrections, in the order in which they are applied: white first, light, tone, then colour. */
export const CORRECTION_STEPS: readonly { readonly operator: string; readonly names: readonly CorrectionName[] }[] = [
  { operator: 'white-balance', names: ['miredShift', 'tint'] },
  { operator: 'exposure', names: ['exposureEv', 'highlightProtection'] },
  { operator: 'whites-blacks', names: ['whites', 'blacks'] },
  { operator: 'contrast', names: ['contrast'] },
  { operator: 'highlights-shadows', names: ['highlights', 'shadows'] },
  { operator: 'tone-curve', names: ['darkTones', 'midTones', 'lightTones'] },
  { operator: 'saturation', names: ['saturation'] },
];

/** The operators' parameter names where they differ from the corrections'. */
const PARAM_NAMES: Partial<Record<CorrectionName, string>> = { contrast: 'amount', saturation: 'amount' };

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
    const params = paramsOf(operator, names, corrections, true);
    const active = id === 'tone-curve'
      ? names.some((name) => Math.round(corrections[name]) !== 0)
      : names.some((name) => !SHAPING.has(name) && params[paramNameOf(name)] !== 0);
    if (active) steps.push(adjustmentStep(id, operator.version, params, reasonOf(id)));
  }
  return { schemaVersion: PLAN_SCHEMA_VERSION, steps, advice: {} };
}

/** What the corrections are in an operator's own parameters; `rounded` to what its sliders can show. */
export function paramsOf(operator: Operator, names: readonly CorrectionName[], corrections: Corrections, rounded: boolean): ParamValues {
  if (operator.id === 'tone-curve') return { curve: curveOf(corrections, rounded) };
  return Object.fromEntries(names.map((name) => {
    const schema = operator.params[paramNameOf(name)];
    if (schema?.kind !== 'number') throw new RangeError(`${operator.id} has no number ${paramNameOf(name)}`);
    const value = rounded ? Number((Math.round(corrections[name] / schema.step) * schema.step).toFixed(6)) : corrections[name];
    return [paramNameOf(name), Math.min(schema.max, Math.max(schema.min, value))];
  }));
}

/** Black and white stay; the three knots move. */
function curveOf(corrections: Corrections, rounded: boolean): readonly CurvePoint[] {
  const knots = Object.entries(TONE_KNOTS).map(([name, input]) => {
    const move = corrections[name as keyof typeof TONE_KNOTS];
    return { input, output: input + (rounded ? Math.round(move) : move) };
  });
  return [{ input: 0, output: 0 }, ...knots, { input: 255, output: 255 }];
}

function paramNameOf(name: CorrectionName): string {
  return PARAM_NAMES[name] ?? name;
}

/** One enabled step of the colour-and-light dimension at full strength. */
export function adjustmentStep(operator: string, version: number, params: ParamValues, reason: string): PlanStep {
  return { id: operator, dimension: 'colourAndLight', lane: 'adjustments', operator, version, params, reason, enabled: true, strength: 1 };
}
