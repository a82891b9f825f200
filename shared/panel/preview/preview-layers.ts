import type { AdjustmentLayer } from '../../adjustments/adjustment';
import { encodeLutTable } from '../../adjustments/lut-table';
import { checkParams, operatorFor } from '../../operators/index';
import type { ParamValues } from '../../operators/operator';
import { SRGB } from '../../pixels/colour-encoding';
import { createFloatImage } from '../../pixels/pixel-buffer';
import type { EditPlan, PlanStep } from '../../plan/edit-plan';
import { lowerPlan } from '../../plan/lower-plan';

/** The layers that show a plan, bottom first; a draft holds coarse tables and wants to be made exact. */
export interface PreviewLayers { readonly layers: readonly AdjustmentLayer[]; readonly isDraft: boolean }

interface Lowered { readonly step: PlanStep; readonly layers: readonly AdjustmentLayer[] }
/** Fitting curves takes milliseconds: while one slider moves, the other steps keep what they were lowered to. */
const lowered = new WeakMap<ParamValues, Lowered>();
/** Operators whose table of 33 x 33 x 33 takes longer than this; while their sliders move, a coarse one of 11 x 11 x 11 stands in. */
const slowOperators = new Set<string>();
const SLOW_MS = 4;
const DRAFT_SIZE = 11;

/**
 * A plan on the proxy (sRGB), with `masterStrength` 0..1 over all of it. With `mayDraft` slow steps that are not known yet come coarse.
 * Throws INVALID_PLAN as `lowerPlan` does.
 */
export function previewLayers(plan: EditPlan, masterStrength: number, mayDraft = false): PreviewLayers {
  let isDraft = false;
  const layers = plan.steps.flatMap((step) => {
    const opacity = step.strength * masterStrength;
    if (step.lane !== 'adjustments' || !step.enabled || opacity === 0) return [];
    const exact = lowered.get(step.params);
    const isKnown = exact !== undefined && exact.step.mask === step.mask && keyOf(exact.step) === keyOf(step);
    if (!isKnown && mayDraft && slowOperators.has(keyOf(step))) {
      isDraft = true;
      return [draftLayer(step, opacity)];
    }
    return (isKnown ? exact.layers : lower(step)).map((layer) => ({ ...layer, opacity }));
  });
  return { layers, isDraft };
}

const keyOf = ({ operator, version }: PlanStep): string => `${operator}@${version}`;

function lower(step: PlanStep): readonly AdjustmentLayer[] {
  const start = performance.now();
  const layers = lowerPlan({ schemaVersion: 1, steps: [{ ...step, strength: 1 }], advice: {} }, SRGB);
  // a table without a mask of the operator's own is a function of the pixel alone, so a coarser one means the same
  const isTable = layers.length > 0 && layers.every(({ adjustment, mask }) => adjustment.kind === 'lut3d' && mask === step.mask);
  if (isTable && performance.now() - start > SLOW_MS) slowOperators.add(keyOf(step));
  lowered.set(step.params, { step, layers });
  return layers;
}

/** The operator's own meaning, sampled on a coarse grid. */
function draftLayer(step: PlanStep, opacity: number): AdjustmentLayer {
  const operator = operatorFor(step.operator, step.version);
  const grid = createFloatImage(DRAFT_SIZE * DRAFT_SIZE, DRAFT_SIZE, SRGB);
  for (let i = 0; i < DRAFT_SIZE ** 3; i++) {
    grid.data.set([i % DRAFT_SIZE, Math.floor(i / DRAFT_SIZE) % DRAFT_SIZE, Math.floor(i / DRAFT_SIZE ** 2)].map((node) => node / (DRAFT_SIZE - 1)), i * 3);
  }
  const { data } = operator.apply(grid, checkParams(operator, step.params));
  return { name: operator.label, adjustment: { kind: 'lut3d', size: DRAFT_SIZE, table: encodeLutTable(data) }, opacity, stepId: step.id, ...(step.mask !== undefined && { mask: step.mask }) };
}
