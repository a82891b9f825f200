import { checkParams, operatorFor } from '../operators/index';
import { AESFORMER_DIMENSIONS } from './aesformer-dimensions';
import { describeSliders } from './describe-sliders';
import { PLAN_DIMENSIONS, type EditPlan, type PlanDimension, type PlanStep } from './edit-plan';

/** What a dimension says when nothing is done about it: the form wants all seven. */
export const NO_CHANGE = 'No change.';

/**
 * A plan in AesFormer's text form: the seven headed and tagged dimensions in their order, one a line. Steps that are
 * switched off are left out, since they change nothing; advice follows the steps of its dimension.
 * @throws AppError INVALID_PLAN for adjustment steps whose operator or parameters this build does not know.
 */
export function printAesFormerPlan(plan: EditPlan): string {
  return PLAN_DIMENSIONS.map((dimension) => {
    const { header, token } = AESFORMER_DIMENSIONS[dimension];
    return `${header} <${token}>${sayDimension(plan, dimension)}</${token}>\n`;
  }).join('');
}

/** What the form says about one dimension: a sentence or two for each step, then the advice. */
export function sayDimension(plan: EditPlan, dimension: PlanDimension): string {
  const steps = plan.steps.filter((step) => step.dimension === dimension && step.enabled && step.strength > 0);
  const said = [...steps.map(sayStep), plan.advice[dimension] ?? ''].map(plainLine).filter((text) => text !== '');
  return said.length === 0 ? NO_CHANGE : said.join(' ');
}

/** "Exposure +0.6 EV at 50 % strength. The subject is dark." */
function sayStep(step: PlanStep): string {
  const strength = step.strength === 1 ? '' : ` at ${Math.round(step.strength * 100)} % strength`;
  const where = step.mask === undefined ? '' : ' in a part of the picture';
  return `${sayOperation(step)}${where}${strength}. ${step.reason}`;
}

function sayOperation({ lane, operator: id, version, params }: PlanStep): string {
  if (lane === 'adjustments') {
    const operator = operatorFor(id, version);
    return describeSliders(operator, checkParams(operator, params));
  }
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** One line without anything that would read as a header or tag of the form: `<` becomes ‹, "(3)" becomes "3)". */
function plainLine(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/<(?=[/A-Za-z|])/g, '\u2039').replace(/[(\uff08](?=\s*\p{Nd}\s*[)\uff09])/gu, '').trim();
}
