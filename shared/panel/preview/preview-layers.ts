import type { AdjustmentLayer } from '../../adjustments/adjustment';
import type { ParamValues } from '../../operators/operator';
import { SRGB } from '../../pixels/colour-encoding';
import type { EditPlan, PlanStep } from '../../plan/edit-plan';
import { lowerPlan } from '../../plan/lower-plan';

interface Lowered { readonly step: PlanStep; readonly layers: readonly AdjustmentLayer[] }
/** Fitting curves takes milliseconds: while one slider moves, the other steps keep what they were lowered to. */
const lowered = new WeakMap<ParamValues, Lowered>();

/**
 * The layers that show a plan on the proxy (sRGB), bottom first, with `masterStrength` 0..1 over all of them.
 * Throws INVALID_PLAN as `lowerPlan` does.
 */
export function previewLayers(plan: EditPlan, masterStrength: number): readonly AdjustmentLayer[] {
  return plan.steps.flatMap((step) => {
    const opacity = step.strength * masterStrength;
    if (step.lane !== 'adjustments' || !step.enabled || opacity === 0) return [];
    return layersOf(step).map((layer) => ({ ...layer, opacity }));
  });
}

function layersOf(step: PlanStep): readonly AdjustmentLayer[] {
  const known = lowered.get(step.params);
  if (known !== undefined && known.step.mask === step.mask && known.step.operator === step.operator && known.step.version === step.version) return known.layers;
  const layers = lowerPlan({ schemaVersion: 1, steps: [{ ...step, strength: 1 }], advice: {} }, SRGB);
  lowered.set(step.params, { step, layers });
  return layers;
}
