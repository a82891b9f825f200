import { createHash } from 'node:crypto';
import type { FakeDocumentState, FakeLayerState } from '../../plugin-photoshop/fake/fake-state';
import { lookOf } from '../../plugin-photoshop/fake/photoshop-stage';
import type { OutputChoice } from '../../shared/host/host-adapter';
import { openDesk, photoDocument, type PhotoshopDesk } from './photoshop-desk';
import { runCompanion, type RunningCompanion } from './run-companion';

// five jobs of the real companion; half a minute on an idle machine, much more on a busy one
jest.setTimeout(300_000);

const CHOICE: OutputChoice = { layers: 'adjustments', notes: true, formats: [], options: [] };

describe('a photo in Photoshop, from the first click to undo', () => {
  let companion: RunningCompanion;
  const desks: PhotoshopDesk[] = [];
  const open = async (): Promise<PhotoshopDesk> => {
    const desk = await openDesk(companion);
    desks.push(desk);
    return desk;
  };
  beforeAll(async () => { companion = await runCompanion(); });
  afterEach(() => { for (const desk of desks.splice(0)) desk.close(); });
  afterAll(async () => { await companion.close(); });

  it.each([
    ['otters.jpg', { bits: 8, profile: 'sRGB IEC61966-2.1' }],
    ['lake.jpg', { bits: 16, profile: 'Display P3' }],
  ] as const)('%s: enhance, critique, layers, notes, slider, re-opening, undo', async (file, form) => {
    const { photoshop, host, session, until } = await open();
    const document = await photoDocument(file, 256, form);
    photoshop.open(document);
    const state = (): FakeDocumentState => photoshop.state(document.id);
    const before = hashOf(state());
    const source = hashOf(state().layers[0]);
    const look = lookOf(state());

    session.capture();
    const planned = await until(({ edits }) => edits !== undefined);
    expect(planned.critique?.findings.length).toBeGreaterThan(0);
    expect(planned.proxy ?? planned.thumbnail).toBeDefined();
    expect(hashOf(state())).toBe(before);

    session.deliver([planned.id], CHOICE);
    const placed = await until(({ delivered }) => delivered === true);
    const group = state().layers[0]!;
    expect(group).toMatchObject({ name: 'Photocrafter', kind: 'group', isClippingMask: false });
    const adjustments = group.children!.filter(({ adjustment }) => adjustment !== undefined);
    expect(adjustments.length).toBeGreaterThan(0);
    expect(state().layers.map(({ name }) => name)).toEqual(['Photocrafter', 'Background']);
    expect(hashOf(state().layers[1])).toBe(source);
    expect(photoshop.history(document.id).steps.map(({ name }) => name)).toEqual(['Photocrafter: Enhance']);
    expect(state().active).toEqual([state().layers[1]!.id]);
    expect(placed.notesForm).toBe(placed.critique!.findings.some(({ region }) => region !== undefined) ? 'markers' : 'text');
    expect(group.children!.map(({ name }) => name)).toContain('Critique');
    const enhanced = lookOf(state());
    expect(distance(enhanced, look)).toBeGreaterThan(0.02);

    // a slider: the layer is changed in place
    const ids = adjustments.map(({ id }) => id);
    const { plan } = placed.edits!.present;
    const steps = plan.steps.map((step, i) => (i === 0 ? { ...step, strength: step.strength * 0.4 } : step));
    session.store.dispatch({ type: 'picture', id: placed.id, action: { type: 'edited', edit: { plan: { ...plan, steps }, masterStrength: 1 } } });
    await until(({ delivered }) => delivered === true);
    expect(layersOf(state(), 'Photocrafter').filter(({ adjustment }) => adjustment !== undefined).map(({ id }) => id)).toEqual(ids);
    expect(distance(lookOf(state()), enhanced)).toBeGreaterThan(0.002);
    expect(photoshop.history(document.id).steps.map(({ name }) => name)).toEqual(['Photocrafter: Enhance', 'Photocrafter: Change edit']);

    // the document remembers: another session, as after a restart, finds the edit by selecting the group
    const later = await open();
    later.photoshop.open(state());
    later.photoshop.select(document.id, [group.id]);
    const found = await later.until(({ edits }) => edits !== undefined);
    expect(found.edits!.present.plan.steps.map(({ strength }) => strength)).toEqual(steps.map(({ strength }) => strength));
    expect(found.critique).toEqual(placed.critique);

    photoshop.undo(document.id);
    photoshop.undo(document.id);
    expect(hashOf(state())).toBe(before);

    // from the menu: the plan that was applied last, on the picture of every open document
    await host.wish('plan', 'documents', new AbortController().signal);
    const again = await until(({ delivered, id }) => delivered === true && id !== placed.id);
    expect(state().layers.map(({ name }) => name)).toEqual(['Photocrafter', 'Background']);
    expect(again.edits!.present.plan.steps.length).toBeGreaterThan(0);
    expect(photoshop.history(document.id).steps.map(({ name }) => name)).toEqual(['Photocrafter: Enhance']);
    expect(photoshop.openImages.size).toBe(0);
    expect(photoshop.refusals.filter((why) => !why.includes('not currently available'))).toEqual([]);
  });
});

function layersOf(document: FakeDocumentState, group: string): FakeLayerState[] {
  return document.layers.find(({ name }) => name === group)!.children!;
}

function distance(one: readonly number[], other: readonly number[]): number {
  return one.reduce((most, value, i) => Math.max(most, Math.abs(value - other[i]!)), 0);
}

/** Of everything, samples included. */
function hashOf(value: unknown): string {
  const text = JSON.stringify(value, (_key, inner: unknown) => (ArrayBuffer.isView(inner) ? Buffer.from(inner.buffer).toString('base64') : inner));
  return createHash('sha256').update(text).digest('hex');
}
