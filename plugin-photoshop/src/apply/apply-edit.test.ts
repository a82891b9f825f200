import fc from 'fast-check';
import { arbitraryDocument } from '../../fake/arbitrary-document';
import type { FakeDocumentState, FakeLayerState } from '../../fake/fake-state';
import { locate, walk } from '../../fake/fake-state';
import { makeDocument, makeLayer } from '../../fake/make-document';
import { CRITIQUE, lookOf, openPhotoshopStage, type PhotoshopStage } from '../../fake/photoshop-stage';
import type { DeliveryNews, OutputChoice } from '@photocrafter/shared/host/host-adapter';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { sampleToLut3d } from '@photocrafter/shared/adjustments/lut3d';
import type { EditPlan, PlanStep } from '@photocrafter/shared/plan/edit-plan';

jest.setTimeout(120_000);

const CHOICE: OutputChoice = { layers: 'adjustments', notes: false, formats: [], options: [] };
const step = (id: string, operator: string, params: PlanStep['params'], more: Partial<PlanStep> = {}): PlanStep => ({
  id, dimension: 'colourAndLight', lane: 'adjustments', operator, version: 1, params, reason: '', enabled: true, strength: 1, ...more,
});
const planOf = (...steps: readonly PlanStep[]): EditPlan => ({ schemaVersion: 1, steps, advice: {} });
const PLAN = planOf(step('light', 'exposure', { exposureEv: 0.7 }), step('colour', 'saturation', { amount: 25 }, { strength: 0.5 }), step('edge', 'vignette', { cornerEv: -1 }));
const never = () => new AbortController().signal;

async function enhance(stage: PhotoshopStage, plan = PLAN, choice = CHOICE, tell?: (news: DeliveryNews) => void): Promise<void> {
  const [picture] = await stage.host.capture(never());
  await stage.host.apply({ ...await stage.delivery(picture!, plan, choice), ...(tell && { tell }) }, never());
}
const group = (stage: PhotoshopStage): FakeLayerState => [...walk(stage.state().layers)].find(({ layer }) => layer.name === 'Photocrafter')!.layer;
const flat = (parts: Partial<FakeDocumentState> = {}, more: Partial<FakeLayerState> = {}): FakeDocumentState => {
  const layer = makeLayer({ name: 'Photo', isBackground: true, pixels: { left: 0, top: 0, right: 12, bottom: 8, components: 3, data: Uint8Array.from({ length: 288 }, (_, i) => 40 + (i * 7) % 150) }, ...more });
  return makeDocument({ width: 12, height: 8, layers: [layer], active: [layer.id], ...parts });
};

describe('any document', () => {
  it('keeps its original, gets one step that undo takes back, and pixels at their place, whatever it is', async () => {
    await fc.assert(fc.asyncProperty(arbitraryDocument(), fc.constantFrom('adjustments', 'enhanced', 'both'), fc.boolean(), async (document, layers, notes) => {
      const stage = openPhotoshopStage(document, { annotations: notes });
      const [before, original, active] = [stage.document(), stage.original(), [...document.active]];
      await enhance(stage, PLAN, { ...CHOICE, layers, notes });
      expect(stage.original()).toEqual(original);
      expect(stage.undoSteps()).toBe(1);
      expect(stage.state().active).toEqual(active);
      expect(stage.state().selection).toEqual(document.selection);
      expect(stage.photoshop.openImages.size).toBe(0);
      const placed = stage.placedBounds();
      if (placed !== undefined) expect(placed).toEqual(stage.originalBounds());
      await stage.undo();
      expect(stage.document()).toEqual(before);
    }), { numRuns: 60 });
  });

  // a layer that is itself clipped has no place where something would be confined to it alone: soft edges double there (docs/decisions/0007)
  it('looks the same with a plan that does nothing', async () => {
    await fc.assert(fc.asyncProperty(arbitraryDocument({ editable: true }), fc.constantFrom('adjustments', 'enhanced'), async (document, layers) => {
      fc.pre(!locate(document, document.active[0]!).layer.isClippingMask);
      const stage = openPhotoshopStage(document);
      const before = await stage.look();
      await enhance(stage, planOf(), { ...CHOICE, layers });
      expect(distance(await stage.look(), before)).toBeLessThan(1 / 255);
    }), { numRuns: 40 });
  });
});

describe('what could go wrong in Photoshop', () => {
  it('takes everything back when a value does not read back, and names it', async () => {
    const stage = openPhotoshopStage(flat(), { forgets: 'exposure' });
    const before = stage.document();
    await expect(enhance(stage)).rejects.toMatchObject({ code: 'HOST_REFUSED', detail: expect.stringContaining('exposure: exposure is 0 instead of 0.7') });
    expect(stage.document()).toEqual(before);
    expect(stage.undoSteps()).toBe(0);
  });

  it('waits while Photoshop is busy, and says so', async () => {
    const stage = openPhotoshopStage(flat());
    const [picture] = await stage.host.capture(never());
    const delivery = await stage.delivery(picture!, PLAN, CHOICE);
    stage.photoshop.busyFor = 7;
    const news: DeliveryNews[] = [];
    await stage.host.apply({ ...delivery, tell: (one) => { news.push(one); } }, never());
    expect(news[0]).toEqual({ kind: 'hostBusy' });
    expect(news.at(-1)).toEqual({ kind: 'placing', progress: 1 });
    expect(stage.photoshop.progress.at(-1)).toBe(1);
  });

  it('never waits for the network while it holds Photoshop', async () => {
    const stage = openPhotoshopStage(flat());
    const held: boolean[] = [];
    stage.companion.onCall = () => { held.push(stage.photoshop.isModal); };
    await enhance(stage, PLAN, { ...CHOICE, layers: 'both', notes: true });
    expect(held.length).toBeGreaterThanOrEqual(3);
    expect(held).not.toContain(true);
  });

  it('stops when the user presses Escape in Photoshop', async () => {
    const stage = openPhotoshopStage(flat());
    const before = stage.document();
    stage.photoshop.onCall = (_n, what) => { if (what === 'suspendHistory') setTimeout(() => { stage.photoshop.cancelModal(); }, 0); if (what === 'batchPlay') stage.photoshop.cancelModal(); };
    await expect(enhance(stage)).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(stage.document()).toEqual(before);
  });

  it.each([
    ['painted on', (stage: PhotoshopStage) => { const layer = stage.state().layers[0]!; layer.pixels = { ...layer.pixels!, data: layer.pixels!.data.map((value) => value ^ 64) as Uint8Array }; }],
    ['closed', (stage: PhotoshopStage) => { stage.photoshop.close(stage.documentId); }],
    ['converted to another profile', (stage: PhotoshopStage) => { Object.assign(stage.state(), { profile: 'Adobe RGB (1998)' }); }],
  ])('places nothing in a document that was %s meanwhile', async (_what, change) => {
    const stage = openPhotoshopStage(flat());
    const [picture] = await stage.host.capture(never());
    const delivery = await stage.delivery(picture!, PLAN, CHOICE);
    change(stage);
    await expect(stage.host.apply(delivery, never())).rejects.toMatchObject({ code: 'DOCUMENT_CHANGED' });
    expect(stage.photoshop.openImages.size).toBe(0);
  });

  it.each([
    [{ name: 'Title', kind: 'text' }, 'UNSUITABLE_LAYER', 'text'],
    [{ kind: 'solidColor' }, 'UNSUITABLE_LAYER', 'solidColor'],
    [{ visible: false }, 'UNSUITABLE_LAYER', 'hidden'],
    [{ pixels: undefined }, 'UNSUITABLE_LAYER', 'empty'],
  ] as const)('says why %j is no picture', async (parts, code, word) => {
    const document = flat({}, { isBackground: false });
    Object.assign(document.layers[0]!, parts);
    await expect(openPhotoshopStage(document).host.capture(never())).rejects.toMatchObject({ code, detail: expect.stringContaining(word) });
  });

  it('edits what everybody sees when an adjustment layer is active, and says when no document is open', async () => {
    const document = flat();
    const curves = makeLayer({ kind: 'curves', adjustment: { _obj: 'curves' } });
    document.layers.unshift(curves);
    document.active = [curves.id];
    const stage = openPhotoshopStage(document);
    const [picture] = await stage.host.capture(never());
    expect(picture!.name).toBe(document.name);
    stage.photoshop.close(document.id);
    await expect(stage.host.capture(never())).rejects.toMatchObject({ code: 'NOTHING_SELECTED' });
  });
});

describe('what is placed', () => {
  it('is cut by the selection with its soft edge, which stays selected', async () => {
    const selection = { left: 2, top: 2, right: 8, bottom: 6, components: 1, data: new Uint8Array(24).fill(128) };
    const stage = openPhotoshopStage(flat({ selection }));
    await enhance(stage);
    const { mask, maskOutside, children } = group(stage);
    expect(maskOutside).toBe(0);
    expect(Array.from(mask!.data as Uint8Array).filter((value) => value === 128)).toHaveLength(24);
    expect(children!.filter(({ adjustment, mask: own }) => adjustment !== undefined && own !== undefined)).toHaveLength(1);
  });

  it.each([[{ clipsGroups: true }, 'clipped to the layer'], [{ clipsGroups: false }, 'with pixels of its own where groups cannot be clipped']])('reaches a layer with holes only (%j): %s', async (options) => {
    const data = Uint8Array.from({ length: 6 * 4 * 4 }, (_, i) => (i % 4 === 3 ? ((i >> 2) % 3 === 0 ? 0 : 255) : 60));
    const hole = makeLayer({ name: 'Hole', pixels: { left: 3, top: 2, right: 9, bottom: 6, components: 4, data } });
    const document = flat();
    document.layers.unshift(hole);
    document.active = [hole.id];
    const stage = openPhotoshopStage(document, options);
    const before = await stage.look();
    await enhance(stage, planOf(step('light', 'exposure', { exposureEv: 1 })));
    const after = await stage.look();
    for (let y = 0; y < 8; y++) {
      for (let x = 0; x < 12; x++) {
        const isHole = x >= 3 && x < 9 && y >= 2 && y < 6 && ((y - 2) * 6 + x - 3) % 3 !== 0;
        const moved = Math.abs(after[(y * 12 + x) * 4]! - before[(y * 12 + x) * 4]!) > 0.01;
        expect([x, y, moved]).toEqual([x, y, isHole]);
      }
    }
  });

  it('puts the critique where this Photoshop takes it: notes, else numbered markers, else a text layer', async () => {
    const forms = await Promise.all([{ annotations: true }, { annotations: false }].map(async (options) => {
      const stage = openPhotoshopStage(flat(), options);
      const news: DeliveryNews[] = [];
      await enhance(stage, PLAN, { ...CHOICE, notes: true }, (one) => { news.push(one); });
      const { annotations, counts } = stage.state();
      return [news.find(({ kind }) => kind === 'notes'), annotations.map(({ x, y, text }) => [x, y, text]), counts.map(({ items }) => items)];
    }));
    const [finding] = CRITIQUE.findings;
    expect(forms[0]).toEqual([{ kind: 'notes', form: 'annotations' }, [[6, 5, finding!.statement], [0, 0, expect.stringContaining('静か')]], []]);
    expect(forms[1]).toEqual([{ kind: 'notes', form: 'markers' }, [], [[{ x: 6, y: 5 }]]]);
  });

  it('replaces what was placed for the same picture before, instead of heaping groups', async () => {
    const stage = openPhotoshopStage(flat());
    await enhance(stage, PLAN, { ...CHOICE, notes: true });
    await enhance(stage, planOf(step('light', 'exposure', { exposureEv: -1 })));
    expect(stage.state().layers.map(({ name }) => name)).toEqual(['Photocrafter', 'Photo']);
  });

  it('changes layers in place, makes and removes them as steps come and go, and hands back what needs the companion', async () => {
    const stage = openPhotoshopStage(flat());
    await enhance(stage);
    const [picture] = await stage.host.capture(never());
    const ids = (): number[] => group(stage).children!.map(({ id }) => id);
    const update = (plan: EditPlan) => stage.host.update!({ picture: picture!, plan, critique: CRITIQUE }, never());
    const before = ids();
    const brighter = planOf(...PLAN.steps.map((one) => (one.id === 'light' ? { ...one, params: { exposureEv: 1.2 } } : one)));
    expect(await update(brighter)).toBe(true);
    expect(ids()).toEqual(before);
    expect(group(stage).children!.at(-1)!.adjustment).toMatchObject({ exposure: 1.2 });
    expect(await update(planOf(...brighter.steps.slice(1)))).toBe(true);
    expect(ids()).toEqual(before.slice(0, -1));
    expect(await update(planOf(step('first', 'contrast', { amount: 20 }), ...brighter.steps.slice(1)))).toBe(true);
    expect(ids().slice(0, -1)).toEqual(before.slice(0, -1));
    expect(group(stage).children!.at(-1)!.kind).toBe('curves');
    const table = sampleToLut3d(([r, g, b]) => [r * 0.9, g, b]).table;
    expect(await update(planOf(step('look', 'colour-lookup', { table })))).toBe(false);
  });

  it.each(['grayscaleMode', 'labColorMode', 'CMYKColorMode'] as const)('is pixels in %s', async (mode) => {
    const components = { grayscaleMode: 1, labColorMode: 3, CMYKColorMode: 4 }[mode];
    const data = Uint8Array.from({ length: 96 * components }, (_, i) => 80 + (i * 11) % 70);
    const stage = openPhotoshopStage(flat({ mode, profile: 'some' }, { pixels: { left: 0, top: 0, right: 12, bottom: 8, components, data } }));
    await enhance(stage);
    expect(group(stage).children!.map(({ kind }) => kind)).toEqual(['pixel']);
  });

  it('places lookup tables by the profile that the companion made', async () => {
    const swap = sampleToLut3d(([r, g, b]) => [g * 0.8, r, b]);
    const stage = openPhotoshopStage(flat());
    const before = await stage.look();
    await enhance(stage, planOf(step('look', 'colour-lookup', { table: swap.table })));
    const after = lookOf(stage.state());
    for (let i = 0; i < before.length; i += 4) {
      expect(after[i]).toBeCloseTo(before[i + 1]! * 0.8, 4);
      expect(after[i + 1]).toBeCloseTo(before[i]!, 4);
    }
  });

  it('carries errors of the companion on', async () => {
    const stage = openPhotoshopStage(flat());
    const [picture] = await stage.host.capture(never());
    const delivery = { ...await stage.delivery(picture!, PLAN, CHOICE), jobId: 'gone' };
    const failure = await stage.host.apply(delivery, never()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AppError);
    expect((failure as AppError).code).toBe('NOT_FOUND');
    expect(locate(stage.state(), stage.state().layers[0]!.id).layer.name).toBe('Photo');
  });
});

function distance(one: readonly number[], other: readonly number[]): number {
  return one.reduce((most, value, i) => Math.max(most, Math.abs(value - other[i]!)), 0);
}
