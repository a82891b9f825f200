import type { HostAdapter, LayerChoice, OutputChoice } from '../../host/host-adapter';
import { parsePlan } from '../../plan/plan-json';
import type { Edit } from '../state/edit-history';
import { withoutPicture } from './presets';

const KEY = 'last-settings';
const LAYERS: readonly LayerChoice[] = ['adjustments', 'enhanced', 'both'];

/** What the user last applied: for "the same again" and "this plan on that layer". */
export interface LastSettings { readonly instruction: string; readonly choice: OutputChoice; readonly edit: Edit }

/** Masks stay with the picture that they were made for. */
export async function rememberLast(host: HostAdapter, { instruction, choice, edit }: LastSettings): Promise<void> {
  await host.remember(KEY, JSON.stringify({ instruction, choice, edit: { ...edit, plan: withoutPicture(edit.plan) } }));
}

/** Undefined when nothing was applied yet, or by a build that this one does not understand. */
export async function recallLast(host: HostAdapter): Promise<LastSettings | undefined> {
  try {
    const { instruction, choice, edit } = JSON.parse(await host.recall(KEY) ?? '') as LastSettings;
    const isKnown = typeof instruction === 'string' && LAYERS.includes(choice.layers) && typeof edit.masterStrength === 'number';
    return isKnown ? { instruction, choice: { layers: choice.layers, notes: choice.notes, formats: [], options: choice.options }, edit: { ...edit, plan: parsePlan(edit.plan) } } : undefined;
  } catch {
    return undefined;
  }
}
