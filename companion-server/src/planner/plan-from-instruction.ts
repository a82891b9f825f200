import { amountOf, bandOf } from '@photocrafter/shared/critique/magnitudes';
import type { Suggestion, SuggestionAttribute } from '@photocrafter/shared/critique/critique';
import { operatorFor } from '@photocrafter/shared/operators/index';
import type { ParamValues } from '@photocrafter/shared/operators/operator';
import { PLAN_SCHEMA_VERSION, type EditPlan, type PlanStep } from '@photocrafter/shared/plan/edit-plan';
import { printSuggestion } from '@photocrafter/shared/critique/suggestion-phrases';
import { LIGHTNESS_PER_FULL_ZONE, saturationForGain, TINT_STEPS_PER_DUV } from '../critic/corrections/correction-of';
import type { RegionMasks } from './region-masks';

/** A suggestion that was understood but that no step here can carry out, and why. */
export interface NotExecuted { readonly suggestion: Suggestion; readonly because: string }

export interface InstructionPlan { readonly plan: EditPlan; readonly notExecuted: readonly NotExecuted[] }

/** Softness of white when an instruction brightens: bright things stay things. */
const PROTECTION = 0.7;
/** Slider steps of highlights-shadows per L*. */
const STEPS_PER_LIGHTNESS = 100 / LIGHTNESS_PER_FULL_ZONE;
/** Removing all haze means the strongest dehaze that still looks natural, in percent. */
const FULL_DEHAZE = 32;
/** "Fix the low light": about one stop and open shadows. */
const LOW_LIGHT_EV = 1;
const LOW_LIGHT_SHADOWS = 40;

type Edit = readonly [operator: string, params: Record<string, number>];

/** What each attribute becomes; an attribute that is missing needs something other than a photometric operator. */
const EDITS: Partial<Record<SuggestionAttribute, (amount: number) => readonly Edit[]>> = {
  exposure: (ev) => [['exposure', { exposureEv: ev, highlightProtection: ev > 0 ? PROTECTION : 0 }]],
  contrast: (percent) => [['contrast', { amount: percent }]],
  saturation: (percent) => [['saturation', { amount: saturationForGain(percent) }]],
  vibrance: (percent) => [['vibrance', { amount: percent }]],
  colourTemperature: (mired) => [['white-balance', { miredShift: mired }]],
  tint: (duv) => [['white-balance', { tint: duv * TINT_STEPS_PER_DUV }]],
  highlights: (lightness) => [['highlights-shadows', { highlights: lightness * STEPS_PER_LIGHTNESS }]],
  shadows: (lightness) => [['highlights-shadows', { shadows: lightness * STEPS_PER_LIGHTNESS }]],
  vignette: (ev) => [['vignette', { cornerEv: -ev }]],
  haze: (share) => [['dehaze', { amount: -share * FULL_DEHAZE }]],
  lowLight: (share) => [['exposure', { exposureEv: -share * LOW_LIGHT_EV, highlightProtection: PROTECTION }], ['highlights-shadows', { shadows: -share * LOW_LIGHT_SHADOWS }]],
};

const WHY_NOT: Partial<Record<SuggestionAttribute, string>> = {
  horizon: 'straightening changes the frame, which is not executed yet',
  crop: 'cropping changes the frame, which is not executed yet',
  depthOfField: 'depth of field needs a blur layer, which is not made yet',
  clarity: 'local contrast is not a global adjustment; ask for contrast instead',
};

/** Steps for what an instruction asks, each with its magnitude; whole-picture edits of one operator become one step. */
export function planFromInstruction(suggestions: readonly Suggestion[], masks: RegionMasks): InstructionPlan {
  const steps: PlanStep[] = [];
  const notExecuted: NotExecuted[] = [];
  for (const suggestion of suggestions) {
    const edits = EDITS[suggestion.attribute]?.(sizeOf(suggestion));
    if (edits === undefined) {
      notExecuted.push({ suggestion, because: WHY_NOT[suggestion.attribute] ?? `${suggestion.scope === undefined ? 'this' : 'a part of the picture alone, which this'} needs a restoration network that is not there` });
      continue;
    }
    const where = masks.maskFor(suggestion);
    if (where === 'absent') {
      notExecuted.push({ suggestion, because: `no ${suggestion.scope ?? suggestion.keep?.join(' or ') ?? 'such region'} was found in the picture` });
      continue;
    }
    for (const [operator, params] of edits) addStep(steps, operator, params, suggestion, where);
  }
  return { plan: { schemaVersion: PLAN_SCHEMA_VERSION, steps, advice: {} }, notExecuted };
}

/** `remove` of a tonal attribute ("remove the vignette") means the plain amount the other way. */
function sizeOf(suggestion: Suggestion): number {
  const { value, unit } = amountOf(suggestion);
  const restorative = suggestion.attribute === 'haze' || suggestion.attribute === 'lowLight';
  if (unit === 'share' && !restorative) return value * bandOf(suggestion.attribute, 'plain');
  if (unit !== 'share' || !restorative) return value;
  return suggestion.direction === 'remove' ? value : -value;
}

function addStep(steps: PlanStep[], id: string, params: Record<string, number>, suggestion: Suggestion, where: ReturnType<RegionMasks['maskFor']>): void {
  const operator = operatorFor(id, 1);
  const mask = where === 'everywhere' || where === 'absent' ? undefined : where;
  const twin = steps.findIndex((step) => step.operator === id && step.mask === undefined && mask === undefined);
  const merged: Record<string, number> = { ...(twin >= 0 ? (steps[twin]!.params as Record<string, number>) : {}) };
  for (const [name, value] of Object.entries(params)) {
    const schema = operator.params[name];
    if (schema?.kind !== 'number') throw new RangeError(`${id} has no number ${name}`);
    const rounded = Number((Math.round(((merged[name] ?? 0) + value) / schema.step) * schema.step).toFixed(6));
    merged[name] = Math.min(schema.max, Math.max(schema.min, rounded));
  }
  const reason = suggestion.reason === '' ? `asked for: ${printSuggestion(suggestion)}` : suggestion.reason;
  if (twin >= 0) {
    steps[twin] = { ...steps[twin]!, params: merged, reason: `${steps[twin]!.reason}; ${printSuggestion(suggestion)}` };
    return;
  }
  const count = steps.filter((step) => step.operator === id).length;
  steps.push({
    id: count === 0 ? id : `${id}-${count + 1}`, dimension: 'colourAndLight', lane: 'adjustments', operator: id, version: operator.version,
    params: merged as ParamValues, reason, enabled: true, strength: 1, ...(mask && { mask }),
  });
}
