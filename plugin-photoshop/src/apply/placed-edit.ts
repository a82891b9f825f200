import type { AdjustmentLayer } from '@photocrafter/shared/adjustments/adjustment';
import type { Critique } from '@photocrafter/shared/critique/critique';
import { AppError } from '@photocrafter/shared/errors/app-error';
import type { OutputChoice } from '@photocrafter/shared/host/host-adapter';
import type { EditPlan } from '@photocrafter/shared/plan/edit-plan';
import { parsePlan } from '@photocrafter/shared/plan/plan-json';
import { readXmp, xmpWith } from '@photocrafter/shared/plan/plan-xmp';
import { isCritique } from '@photocrafter/shared/protocol/is-critique';
import { play } from '../photoshop/batch-play';
import type { ActionApi, Box } from '../photoshop/photoshop-api';

/** One adjustment layer of our group and what it stands for. */
export interface PlacedLayer { readonly layerId: number; readonly stepId: string; readonly kind: AdjustmentLayer['adjustment']['kind'] }

/** What our group remembers in its metadata, so that it can be edited again, also after the document was closed. */
export interface PlacedEdit {
  readonly schemaVersion: 1;
  readonly plan: EditPlan;
  readonly critique: Critique;
  readonly layers: OutputChoice['layers'];
  /** the layer that was edited; absent for the composite */
  readonly sourceId?: number;
  readonly bounds: Box;
  /** hash of the source when it was read (capture/fingerprint.ts) */
  readonly seal: number;
  /** pixels in the group that its adjustments are clipped to; absent where the group reaches the picture alone */
  readonly baseId?: number;
  /** adjustment layers, bottom first */
  readonly stack: readonly PlacedLayer[];
  /** steps whose result lies in pixels: changing them needs the companion */
  readonly baked: boolean;
}

/** Writes into a layer's XMP and reads it back. [C]: a project that verifies likewise (hosts.md 3.7). Throws HOST_REFUSED. */
export async function storeEdit(action: ActionApi, groupId: number, edit: PlacedEdit): Promise<void> {
  const layerXMP = xmpWith('edit', JSON.stringify(edit));
  await play(action, { _obj: 'set', _target: [{ _property: 'metadata' }, { _ref: 'layer', _id: groupId }], to: { _obj: 'metadata', layerXMP } });
  if (await readEdit(action, groupId) === undefined) throw new AppError('HOST_REFUSED', 'metadata: the edit was not kept');
}

/** Undefined for a layer that is not ours, or whose edit a newer build wrote. */
export async function readEdit(action: ActionApi, layerId: number): Promise<PlacedEdit | undefined> {
  const answer = await play(action, { _obj: 'get', _target: [{ _property: 'metadata' }, { _ref: 'layer', _id: layerId }] });
  const xmp = (answer['metadata'] as { readonly layerXMP?: unknown } | undefined)?.layerXMP;
  const json = typeof xmp === 'string' ? readXmp('edit', xmp) : undefined;
  try {
    const edit = json === undefined ? undefined : JSON.parse(json) as PlacedEdit;
    if (edit?.schemaVersion !== 1 || !isCritique(edit.critique)) return undefined;
    return { ...edit, plan: parsePlan(edit.plan) };
  } catch {
    return undefined;
  }
}
