import { Check } from 'typebox/value';
import { AppError } from '../errors/app-error';
import { checkParams, operatorFor } from '../operators/index';
import type { ParamValues } from '../operators/operator';
import { EditPlanSchema } from '../protocol/plan-schema';
import type { EditPlan, PlanStep } from './edit-plan';
import { isJsonObject, migratePlan } from './migrate-plan';
import { schemaFault } from './schema-fault';

/** The order in which a plan is written, so that the same plan is the same file. Other keys (parameters) follow by name. */
const KEY_ORDER = [
  'schemaVersion', 'steps', 'advice',
  'id', 'dimension', 'lane', 'operator', 'version', 'enabled', 'strength', 'params', 'mask', 'reason',
  'aspectRatio', 'composition', 'viewpoint', 'subjectPosition', 'pose', 'focus', 'colourAndLight',
  'kind', 'label', 'width', 'height', 'centreX', 'centreY', 'inner', 'outer', 'data', 'input', 'output',
];

/**
 * Reads a plan of any known schema version from JSON text or from an already parsed value; never changes its argument.
 * Beyond the form it checks what a plan promises: ids differ, pixel steps come first, and the parameters of adjustment
 * steps are what their operators take (pixel steps are checked by the engine that runs them).
 * @throws AppError INVALID_PLAN whose detail starts with the JSON path of the first fault.
 */
export function parsePlan(json: unknown): EditPlan {
  const value = typeof json === 'string' ? parseJson(json) : json;
  if (!isJsonObject(value)) throw invalid('$', 'an object is expected');
  const plan = migratePlan(value);
  if (!Check(EditPlanSchema, plan)) {
    const { path, what } = schemaFault(EditPlanSchema, plan);
    throw invalid(path, what);
  }
  const { steps } = plan;
  const seen = new Set<string>();
  for (const [i, step] of steps.entries()) {
    if (seen.has(step.id)) throw invalid(`$.steps[${i}].id`, `${step.id} is used twice`);
    seen.add(step.id);
    if (step.lane === 'pixels' && steps[i - 1]?.lane === 'adjustments') throw invalid(`$.steps[${i}].lane`, 'pixel steps come before adjustments');
  }
  return { ...plan, steps: steps.map((step, i) => (step.lane === 'adjustments' ? { ...step, params: checkedParams(step, i) } : step)) };
}

/** JSON text of a plan, keys always in the same order, ended by a newline. `parsePlan` gives the plan back. */
export function serialisePlan(plan: EditPlan): string {
  return `${JSON.stringify(plan, (_key, value: unknown) => (isJsonObject(value) ? inOrder(value) : value), 2)}\n`;
}

function inOrder(object: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const rank = (key: string): number => { const at = KEY_ORDER.indexOf(key); return at < 0 ? KEY_ORDER.length : at; };
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('INVALID_PLAN', '$: this is not JSON', { cause });
  }
}

function checkedParams(step: PlanStep, index: number): ParamValues {
  try {
    return checkParams(operatorFor(step.operator, step.version), step.params);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError('INVALID_PLAN', `$.steps[${index}]: ${error.detail}`, { cause: error });
  }
}

function invalid(path: string, what: string): AppError { return new AppError('INVALID_PLAN', `${path}: ${what}`); }
