import type { AdjustmentLayer } from '@photocrafter/shared/adjustments/adjustment';
import type { PortableSignal } from '@photocrafter/shared/client/portable-fetch';
import type { EarlierEdit } from '@photocrafter/shared/host/host-adapter';
import type { EditPlan } from '@photocrafter/shared/plan/edit-plan';
import { lowerPlan } from '@photocrafter/shared/plan/lower-plan';
import type { FoundSource, SealedSource } from '../capture/picture-source';
import { boxSize, plainBox } from '../document/box';
import { inModal, type ModalScope } from '../photoshop/in-modal';
import { allLayers } from '../photoshop/layer-tree';
import type { Box, DocumentApi, LayerApi, PhotoshopApi } from '../photoshop/photoshop-api';
import type { PluginContext } from '../plugin-context';
import { giveMask, makeAdjustmentLayer, setAdjustment, setOpacity } from '../realise/adjustment-layer';
import { findPlaced, type Placed } from './find-placed';
import { findSource } from './find-source';
import { storeEdit, type PlacedEdit, type PlacedLayer } from './placed-edit';
import { setAside } from './user-state';

const COMMAND = 'Photocrafter: Change edit';

/**
 * Brings a placed group up to date with a changed plan: layers get new values in place, layers for new steps are made, layers of
 * steps that now do nothing go. No companion is needed. False when only `applyEdit` will do: nothing is placed, the edit lies in pixels, or
 * a lookup table changed, whose profile the companion makes. One undo step. Throws CANCELLED, DOCUMENT_CHANGED, HOST_REFUSED.
 */
export async function updateEdit({ api, after, outOfTolerance }: PluginContext, { source, seal }: SealedSource, { plan, critique }: EarlierEdit, signal: PortableSignal): Promise<boolean> {
  const { working } = source;
  const look = async () => {
    const found = findSource(api, source);
    const placed = await findPlaced(api, found, seal);
    return { document: found.document, placed: placed && { ...placed, edit: { ...placed.edit, bounds: boundsNow(found, placed.edit) } } };
  };
  const wanted = lowerPlan(plan, working.encoding);
  const reading = await inModal(api, { name: COMMAND, reads: source.facts.id, after, signal, before: look }, (_scope, { placed }) => Promise.resolve(placed));
  if (reading === undefined || !canUpdate(reading.edit, plan, wanted, (kind) => working.adjustments.includes(kind) && !outOfTolerance.includes(kind), working.encoding)) return false;
  return inModal(api, { name: COMMAND, changes: source.facts.id, after, signal, before: look }, async (scope, { document, placed }) => {
    if (placed === undefined) return false;
    const user = await setAside(api, document, scope);
    const stack = await reconcile(api, document, placed, wanted, lowerPlan(placed.edit.plan, working.encoding), scope);
    await scope.step(storeEdit(api.action, placed.group.id, { ...placed.edit, plan, critique, stack }));
    await user.restore(scope);
    return true;
  });
}

/** Where masks go: with the picture when it was moved, unless it also became another size. */
function boundsNow({ layer }: FoundSource, { bounds }: PlacedEdit): Box {
  if (layer === undefined) return bounds;
  const now = plainBox(layer.boundsNoEffects);
  const [was, is] = [boxSize(bounds), boxSize(now)];
  return was.width === is.width && was.height === is.height ? now : bounds;
}

function canUpdate(edit: PlacedEdit, plan: EditPlan, wanted: readonly AdjustmentLayer[], canPlace: (kind: AdjustmentLayer['adjustment']['kind']) => boolean, encoding: SealedSource['source']['working']['encoding']): boolean {
  if (edit.baked || !wanted.every(({ adjustment }) => canPlace(adjustment.kind))) return false;
  const pixelSteps = (of: EditPlan): string => JSON.stringify(of.steps.filter(({ lane }) => lane === 'pixels'));
  const tables = (layers: readonly AdjustmentLayer[]): string => JSON.stringify(layers.filter(({ adjustment }) => adjustment.kind === 'lut3d').map(({ stepId, adjustment }) => ({ stepId, adjustment })));
  return pixelSteps(edit.plan) === pixelSteps(plan) && tables(lowerPlan(edit.plan, encoding)) === tables(wanted);
}

/**
 * Walks up the wanted stack beside the placed one. What the user deleted or took out of the group is made anew. Only layers of this group are
 * touched: in a copy of it the ids mean layers elsewhere.
 */
async function reconcile(api: PhotoshopApi, document: DocumentApi, { group, edit }: Placed, wanted: readonly AdjustmentLayer[], before: readonly AdjustmentLayer[], scope: ModalScope): Promise<readonly PlacedLayer[]> {
  const left = edit.stack.map((placed, i) => ({ placed, was: before[i] }));
  const stack: PlacedLayer[] = [];
  const own = (id: number | undefined): LayerApi | undefined => allLayers(group.layers).find((layer) => layer.id === id);
  const base = own(edit.baseId);
  let above = base;
  for (const layer of wanted) {
    const at = left.findIndex(({ placed, was }) => placed.stepId === layer.stepId && placed.kind === layer.adjustment.kind && (was?.mask === undefined) === (layer.mask === undefined));
    const [match] = at < 0 ? [] : left.splice(at, 1);
    const standing = own(match?.placed.layerId);
    above = standing === undefined
      ? await makeAdjustmentLayer(api, { document, bounds: edit.bounds, group, above, isClipped: base !== undefined }, layer, '', scope)
      : await change(api, document, standing, edit, match?.was, layer, scope);
    stack.push({ layerId: above.id, stepId: layer.stepId, kind: layer.adjustment.kind });
  }
  for (const { placed } of left) own(placed.layerId)?.delete();
  return stack;
}

async function change(api: PhotoshopApi, document: DocumentApi, standing: LayerApi, { bounds }: PlacedEdit, was: AdjustmentLayer | undefined, layer: AdjustmentLayer, scope: ModalScope): Promise<LayerApi> {
  const same = (part: (of: AdjustmentLayer) => unknown): boolean => was !== undefined && JSON.stringify(part(was)) === JSON.stringify(part(layer));
  if (!same(({ adjustment }) => adjustment)) await setAdjustment(api, standing, layer, '', scope);
  if (standing.name !== layer.name) standing.name = layer.name;
  if (!same(({ opacity }) => opacity)) setOpacity(standing, layer);
  if (layer.mask !== undefined && !same(({ mask }) => mask)) await giveMask(api, standing, layer.mask, { document, bounds }, scope);
  return standing;
}
