import { hostContract } from '@photocrafter/shared/host/host-contract';
import type { EditPlan, PlanStep } from '@photocrafter/shared/plan/edit-plan';
import { makeDocument, makeLayer, makePixels } from '../../fake/make-document';
import { openPhotoshopStage } from '../../fake/photoshop-stage';
import type { FakeDocumentState } from '../../fake/fake-state';

const step = (id: string, operator: string, params: PlanStep['params'], more: Partial<PlanStep> = {}): PlanStep => ({
  id, dimension: 'colourAndLight', lane: 'adjustments', operator, version: 1, params, reason: '', enabled: true, strength: 1, ...more,
});
const planOf = (...steps: readonly PlanStep[]): EditPlan => ({ schemaVersion: 1, steps, advice: {} });
const PLAN = planOf(
  step('light', 'exposure', { exposureEv: 0.8 }),
  step('shape', 'contrast', { amount: 30 }, { strength: 0.6 }),
  step('edge', 'vignette', { cornerEv: -1 }),
);

/** A layer with soft edges, away from the corner, over a background. */
function softLayer(bits: 8 | 16): FakeDocumentState {
  const max = bits === 8 ? 255 : 32768;
  const ramp = (length: number, components: number): Uint8Array | Uint16Array => {
    const values = Array.from({ length: length * components }, (_, i) => Math.round((((i * 37) % 101) / 101) * max * 0.6));
    return bits === 8 ? Uint8Array.from(values) : Uint16Array.from(values);
  };
  const pixels = ramp(10 * 8, 4);
  for (let i = 3; i < pixels.length; i += 4) pixels[i] = (i >> 2) % 10 === 0 ? Math.round(max / 3) : max;
  const layer = makeLayer({ name: 'Soft', pixels: makePixels('RGBColorMode', 3, 2, 10, 4, pixels) });
  const background = makeLayer({ name: 'Background', isBackground: true, pixels: makePixels('RGBColorMode', 0, 0, 16, 3, ramp(16 * 12, 3)) });
  return makeDocument({ width: 16, height: 12, bits, layers: [layer, background], active: [layer.id] });
}

const cases = ([8, 16] as const).flatMap((bits) => hostContract({
  open: () => Promise.resolve(openPhotoshopStage(softLayer(bits), { annotations: true })),
  newController: () => new AbortController(),
  plan: PLAN,
  identity: planOf(),
  tolerance: 1 / 32768,
}).map(({ name, run }) => [`${bits} bit: ${name}`, run] as const));

describe('Photoshop keeps what every host promises', () => {
  it.each(cases)('%s', async (_name, run) => { await run(); });
});
