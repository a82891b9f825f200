import type { HostAdapter } from '../../host/host-adapter';
import { parsePlan } from '../../plan/plan-json';
import type { EditPlan } from '../../plan/edit-plan';
import type { Preset } from '../state/panel-state';

const KEY = 'presets';

/** Masks belong to one picture; without them a plan fits any. Steps that are nothing without their mask are left out. */
export function withoutPicture(plan: EditPlan): EditPlan {
  return { ...plan, steps: plan.steps.filter((step) => step.lane === 'adjustments' && step.mask === undefined), advice: {} };
}

export async function rememberPresets(host: HostAdapter, presets: readonly Preset[]): Promise<void> {
  await host.remember(KEY, JSON.stringify(presets.map((preset) => ({ ...preset, plan: withoutPicture(preset.plan) }))));
}

/** What was remembered; presets that this build does not understand are left out. */
export async function recallPresets(host: HostAdapter): Promise<readonly Preset[]> {
  try {
    const stored: unknown = JSON.parse(await host.recall(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.flatMap(readPreset) : [];
  } catch {
    return [];
  }
}

function readPreset(value: unknown): readonly Preset[] {
  try {
    const { name, plan, masterStrength } = value as Partial<Preset>;
    return typeof name === 'string' && typeof masterStrength === 'number' ? [{ name, masterStrength, plan: parsePlan(plan) }] : [];
  } catch {
    return [];
  }
}
