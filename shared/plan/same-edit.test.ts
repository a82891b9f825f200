import { PLAN_SCHEMA_VERSION, type EditPlan, type PlanStep } from './edit-plan';
import { sameEdit } from './same-edit';

const step: PlanStep = { id: 'a', dimension: 'colourAndLight', lane: 'adjustments', operator: 'contrast', version: 1, params: { amount: 10 }, reason: 'flat', enabled: true, strength: 1 };
const plan = (...steps: readonly PlanStep[]): EditPlan => ({ schemaVersion: PLAN_SCHEMA_VERSION, steps, advice: {} });

it('sameEdit looks at what is done and not at what is said', () => {
  expect(sameEdit(plan(step), plan({ ...step, id: 'b', reason: 'dull' }))).toBe(true);
  expect(sameEdit(plan(step), plan(step, { ...step, enabled: false }))).toBe(true);
  expect(sameEdit(plan(step), plan({ ...step, params: { amount: 11 } }))).toBe(false);
  expect(sameEdit(plan(step), plan({ ...step, strength: 0.5 }))).toBe(false);
});
