import type { EditPlan } from './edit-plan';

/** Whether two plans do the same: operators, parameters, masks and strengths alike, whatever their reasons say. */
export function sameEdit(first: EditPlan, second: EditPlan): boolean {
  const effect = ({ steps }: EditPlan): string => JSON.stringify(steps.filter((step) => step.enabled && step.strength > 0).map(({ operator, version, params, mask, strength }) => [operator, version, params, mask, strength]));
  return effect(first) === effect(second);
}
