import type { Suggestion, SuggestionAttribute } from '@photocrafter/shared/critique/critique';
import { amountOf } from '@photocrafter/shared/critique/magnitudes';
import { printSuggestion } from '@photocrafter/shared/critique/suggestion-phrases';
import type { ParamValues } from '@photocrafter/shared/operators/operator';
import type { PlanStep } from '@photocrafter/shared/plan/edit-plan';
import { RESTORATIONS, restorationFor, type RestorationId } from '@photocrafter/shared/restoration/restorations';
import { alarms, describeDegradation } from '../critic/diagnosis/alarms';
import type { DegradationKind, Diagnosis } from '../critic/diagnosis/diagnosis';

export interface RestorationRequest {
  readonly diagnosis: Diagnosis;
  /** what the user asked for; replaces what the diagnosis alone would do */
  readonly instruction?: readonly Suggestion[];
  /** whether a restoration can be carried out here */
  readonly possible: (id: RestorationId) => boolean;
  /** master strength 0..1 */
  readonly strength: number;
}

export interface RestorationPlan {
  /** steps of the pixel lane, in the order in which they apply */
  readonly steps: readonly PlanStep[];
  /** suggestions that these steps answer */
  readonly answered: readonly Suggestion[];
  /** what should be restored but cannot be here, in sentences */
  readonly missing: readonly string[];
}

/** Which fault an instruction names. Blur becomes motion blur where that is what was measured. */
const FAULT_OF: Partial<Record<SuggestionAttribute, DegradationKind>> = { noise: 'noise', compression: 'compression', blur: 'blur', haze: 'haze', lowLight: 'lowLight', rain: 'rain' };

/** What answers a fault, best first; the small pack is always there. Haze and low light without their networks are left to photometric steps. */
const REMEDIES: Readonly<Record<DegradationKind, readonly RestorationId[]>> = {
  noise: ['denoise'], compression: ['deblock'], blur: ['deblur'], motionBlur: ['deblur-motion', 'deblur'],
  haze: ['dehaze-outdoor', 'dehaze-indoor'], lowLight: ['low-light'], rain: ['derain'],
};
const PHOTOMETRIC: ReadonlySet<DegradationKind> = new Set(['haze', 'lowLight']);

/** The small deblurrer was trained up to this deviation. */
const LARGEST_BLUR_PX = 4;

/** Least share of a restoration that the diagnosis asks for: less cannot be seen. */
const LEAST_STRENGTH = 0.5;

/**
 * Turns a diagnosis (or what the user asked for) into restorations, the ones that uncover structure first. Automatically only what raised an
 * alarm is done, as strongly as it is severe; on request it is done as asked, with the measured parameters.
 */
export function planRestoration({ diagnosis, instruction, possible, strength }: RestorationRequest): RestorationPlan {
  const wanted = instruction === undefined ? diagnosed(diagnosis) : asked(instruction, diagnosis);
  const steps: PlanStep[] = [], answered: Suggestion[] = [], missing: string[] = [];
  for (const { kind, share, reason, suggestion } of wanted) {
    const id = REMEDIES[kind].find((candidate) => possible(candidate) && !(candidate === 'deblur' && diagnosis.blurRadiusPx > LARGEST_BLUR_PX));
    if (id === undefined && kind === 'blur') {
      missing.push(`${reason}: more than can be restored at full size`);
      continue;
    }
    if (id === undefined) {
      if (!PHOTOMETRIC.has(kind)) missing.push(`${reason}: this needs the network "${REMEDIES[kind][0]!}", which is not installed`);
      continue;
    }
    if (suggestion !== undefined) answered.push(suggestion);
    const { version } = restorationFor(id, 1);
    steps.push({ id, dimension: kind === 'blur' || kind === 'motionBlur' ? 'focus' : 'colourAndLight', lane: 'pixels', operator: id, version, params: paramsOf(id, diagnosis), reason, enabled: true, strength: share * strength });
  }
  const order = (step: PlanStep): number => RESTORATIONS.findIndex(({ id }) => id === step.operator);
  return { steps: steps.sort((a, b) => order(a) - order(b)), answered, missing };
}

interface Wanted { readonly kind: DegradationKind; readonly share: number; readonly reason: string; readonly suggestion?: Suggestion }

function diagnosed(diagnosis: Diagnosis): Wanted[] {
  return alarms(diagnosis).map((kind) => ({ kind, share: LEAST_STRENGTH + (1 - LEAST_STRENGTH) * Math.min(1, 2 * diagnosis.severity[kind]), reason: describeDegradation(kind, diagnosis) }));
}

function asked(instruction: readonly Suggestion[], diagnosis: Diagnosis): Wanted[] {
  return instruction.flatMap((suggestion) => {
    const named = FAULT_OF[suggestion.attribute];
    const { value } = amountOf(suggestion);
    if (named === undefined || value >= 0 || suggestion.scope !== undefined) return [];
    const kind = named === 'blur' && diagnosis.severity.motionBlur > diagnosis.severity.blur ? 'motionBlur' : named;
    return [{ kind, share: Math.min(1, -value), reason: `asked for: ${printSuggestion(suggestion)}`, suggestion }];
  });
}

/** What was measured as the step's parameters, inside their ranges and rounded to what a person would set. */
export function paramsOf(id: RestorationId, { noise, compressionLevel, blurRadiusPx }: Diagnosis): ParamValues {
  switch (id) {
    case 'denoise': return { noise, texture: 0.7 };
    case 'deblock': return { level: Math.round(100 * Math.min(1, Math.max(0.05, compressionLevel))) / 100 };
    case 'deblur': return { radiusPx: Math.round(10 * Math.min(4, Math.max(0.3, blurRadiusPx))) / 10 };
    case 'denoise-camera': case 'derain': case 'deblur-motion': return {};
    case 'dehaze-outdoor': case 'dehaze-indoor': case 'low-light': return { fullTiles: 0 };
  }
}
