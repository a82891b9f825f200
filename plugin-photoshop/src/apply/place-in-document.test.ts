import type { FakeDocumentState, FakeLayerState } from '../../fake/fake-state';
import { walk } from '../../fake/fake-state';
import { makeDocument, makeLayer } from '../../fake/make-document';
import { createHost, CRITIQUE, openPhotoshopStage, type PhotoshopStage } from '../../fake/photoshop-stage';
import type { HostPicture, OutputChoice } from '@photocrafter/shared/host/host-adapter';
import { sampleToLut3d } from '@photocrafter/shared/adjustments/lut3d';
import type { EditPlan, PlanStep } from '@photocrafter/shared/plan/edit-plan';

const CHOICE: OutputChoice = { layers: 'adjustments', notes: false, formats: [], options: [] };
const step = (id: string, operator: string, params: PlanStep['params']): PlanStep => ({ id, dimension: 'colourAndLight', lane: 'adjustments', operator, version: 1, params, reason: '', enabled: true, strength: 1 });
const planOf = (...steps: readonly PlanStep[]): EditPlan => ({ schemaVersion: 1, steps, advice: {} });
const LIGHT = step('light', 'exposure', { exposureEv: 0.7 });
const never = () => new AbortController().signal;
const photo = (parts: Partial<FakeLayerState> = {}): FakeLayerState => makeLayer({ name: 'Photo', isBackground: true, pixels: { left: 0, top: 0, right: 12, bottom: 8, components: 3, data: Uint8Array.from({ length: 288 }, (_, i) => 40 + (i * 7) % 150) }, ...parts });
const documentOf = (...layers: FakeLayerState[]): FakeDocumentState => makeDocument({ width: 12, height: 8, layers, active: [layers[0]!.id] });
const group = (stage: PhotoshopStage): FakeLayerState => [...walk(stage.state().layers)].find(({ layer }) => layer.name === 'Photocrafter')!.layer;
const captured = async (stage: PhotoshopStage): Promise<HostPicture> => (await stage.host.capture(never()))[0]!;

describe('where an edit goes', () => {
  it('is the document that was read, whichever the user looks at meanwhile', async () => {
    const stage = openPhotoshopStage(documentOf(photo()));
    const picture = await captured(stage);
    const delivery = await stage.delivery(picture, planOf(LIGHT), CHOICE);
    // layers are numbered by document: the same ids mean others here
    const other = documentOf(photo({ id: stage.state().layers[0]!.id }));
    stage.photoshop.open(other);
    const before = JSON.stringify(other);
    await stage.host.apply(delivery, never());
    expect(group(stage).children!.map(({ kind }) => kind)).toEqual(['exposure']);
    expect(await stage.host.update!({ picture, plan: planOf(step('light', 'exposure', { exposureEv: 1.2 })), critique: CRITIQUE }, never())).toBe(true);
    expect(group(stage).children![0]!.adjustment).toMatchObject({ exposure: 1.2 });
    expect(JSON.stringify(stage.photoshop.state(other.id))).toBe(before);
    expect(stage.photoshop.activeState()!.id).toBe(other.id);
  });

  it('lies the editable layers on the pixels that they need, and the finished picture above them all', async () => {
    const stage = openPhotoshopStage(documentOf(photo()));
    const swap = sampleToLut3d(([r, g, b]) => [g * 0.8, r, b]);
    const picture = { ...await captured(stage), capabilities: { ...stage.host.capabilities, adjustments: ['exposure'] as const } };
    await stage.host.apply(await stage.delivery(picture, planOf(step('look', 'colour-lookup', { table: swap.table }), LIGHT), { ...CHOICE, layers: 'both' }), never());
    const children = group(stage).children!;
    expect(children.map(({ name, visible, isClippingMask }) => [name, visible, isClippingMask])).toEqual([['Enhanced', false, false], [expect.anything(), true, true], ['Restored', true, false]]);
    const editable = await stage.look();
    children[0]!.visible = true;
    const finished = await stage.look();
    // the stack renders over 8-bit pixels
    expect(Math.max(...editable.map((value, i) => Math.abs(value - finished[i]!)))).toBeLessThan(3 / 255);
  });

  it('keeps new layers clipped to the copy where a group cannot be clipped', async () => {
    const data = Uint8Array.from({ length: 96 }, (_, i) => (i % 4 === 3 ? 255 : 60));
    const hole = photo({ name: 'Hole', isBackground: false, pixels: { left: 3, top: 2, right: 9, bottom: 6, components: 4, data } });
    const stage = openPhotoshopStage(documentOf(hole, photo()), { clipsGroups: false });
    const picture = await captured(stage);
    await stage.host.apply(await stage.delivery(picture, planOf(LIGHT), CHOICE), never());
    expect(await stage.host.update!({ picture, plan: planOf(step('first', 'contrast', { amount: 20 }), LIGHT), critique: CRITIQUE }, never())).toBe(true);
    expect(group(stage).children!.map(({ kind, isClippingMask }) => [kind, isClippingMask])).toEqual([['exposure', true], ['curves', true], ['pixel', false]]);
  });

  it('follows a picture that was moved since, masks and all', async () => {
    const soft = photo({ name: 'Soft', isBackground: false, pixels: { left: 1, top: 2, right: 7, bottom: 6, components: 4, data: new Uint8Array(96).fill(200) } });
    const stage = openPhotoshopStage(documentOf(soft, photo()));
    const picture = await captured(stage);
    await stage.host.apply(await stage.delivery(picture, planOf(LIGHT), CHOICE), never());
    const moved = stage.state().layers.find(({ name }) => name === 'Soft')!;
    moved.pixels = { ...moved.pixels!, left: 4, right: 10 };
    expect(await stage.host.update!({ picture, plan: planOf(LIGHT, step('edge', 'vignette', { cornerEv: -1 })), critique: CRITIQUE }, never())).toBe(true);
    expect(group(stage).children!.find(({ mask }) => mask !== undefined)!.mask).toMatchObject({ left: 4, top: 2, right: 10, bottom: 6 });
  });

  it('is every open document that has continuous tones, by the menu', async () => {
    const stage = openPhotoshopStage(documentOf(photo()));
    stage.photoshop.open({ ...documentOf(photo()), mode: 'indexedColorMode' as never });
    const host = createHost(stage.photoshop);
    expect((await host.wish('plan', 'documents', never())).map(({ id }) => id)).toEqual([expect.stringContaining(`${stage.documentId}-composite`)]);
    stage.photoshop.close(stage.documentId);
    await expect(host.wish('plan', 'documents', never())).rejects.toMatchObject({ code: 'UNSUITABLE_LAYER' });
  });

  it('is never a layer outside of the group, whatever ids a copied group remembers', async () => {
    const stage = openPhotoshopStage(documentOf(photo()));
    const picture = await captured(stage);
    await stage.host.apply(await stage.delivery(picture, planOf(LIGHT), CHOICE), never());
    const placed = group(stage);
    // as after copying: the layers have new ids, and the old one is somebody else's
    const [layer] = placed.children!;
    placed.children = [];
    stage.state().layers.unshift({ ...layer!, name: 'Mine' });
    expect(await stage.host.update!({ picture, plan: planOf(), critique: CRITIQUE }, never())).toBe(true);
    expect(stage.state().layers[0]).toMatchObject({ name: 'Mine', adjustment: { exposure: 0.7 } });
  });
});
