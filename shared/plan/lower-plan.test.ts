import { evaluateLayers } from '../adjustments/evaluate';
import { AppError } from '../errors/app-error';
import { SRGB } from '../pixels/colour-encoding';
import type { Mask } from '../pixels/mask';
import { PLAN_SCHEMA_VERSION, type EditPlan, type PlanStep } from './edit-plan';
import { lowerPlan } from './lower-plan';

const HALF: Mask = { kind: 'raster', width: 1, height: 1, data: 'gA==', label: 'half' };

function step(changes: Partial<PlanStep>): PlanStep {
  return {
    id: 's', dimension: 'colourAndLight', lane: 'adjustments', operator: 'exposure', version: 1,
    params: { exposureEv: 0.6 }, reason: 'It is dark.', enabled: true, strength: 1, ...changes,
  };
}

function plan(...steps: PlanStep[]): EditPlan {
  return { schemaVersion: PLAN_SCHEMA_VERSION, steps, advice: {} };
}

describe('lowerPlan', () => {
  it('keeps the order, names the layers, and turns strength into opacity', () => {
    const layers = lowerPlan(plan(
      step({ id: 'a' }),
      step({ id: 'b', operator: 'white-balance', params: { miredShift: 12, tint: -4 }, strength: 0.5 }),
      step({ id: 'c', operator: 'saturation', params: { amount: -10.4 } }),
      step({ id: 'e', operator: 'exposure', params: { exposureEv: 1, highlightProtection: 0.5 } }),
      step({ id: 'd', operator: 'tone-curve', params: { curve: [{ input: 0, output: 9 }, { input: 255, output: 255 }] } }),
    ), SRGB);
    expect(layers.map(({ name, opacity, stepId }) => ({ name, opacity, stepId }))).toEqual([
      { name: 'Exposure +0.6 EV', opacity: 1, stepId: 'a' },
      { name: 'White balance: temperature +12 mired, tint -4', opacity: 0.5, stepId: 'b' },
      { name: 'Saturation -10', opacity: 1, stepId: 'c' },
      { name: 'Exposure +1 EV, highlight protection 0.5', opacity: 1, stepId: 'e' },
      { name: 'Tone curve', opacity: 1, stepId: 'd' },
    ]);
  });

  it('leaves out pixel steps, disabled steps, steps without strength and steps that change nothing', () => {
    const steps = [step({ lane: 'pixels', operator: 'deblur', params: {} }), step({ enabled: false }), step({ strength: 0 }), step({ params: {} })];
    expect(lowerPlan(plan(...steps), SRGB)).toEqual([]);
  });

  it('multiplies the mask of the step with that of the operator', () => {
    const vignette = { operator: 'vignette', params: { cornerEv: -1 } };
    const [plain, masked, exposureOnly] = lowerPlan(plan(step(vignette), step({ ...vignette, mask: HALF }), step({ mask: HALF })), SRGB);
    expect(plain!.mask?.kind).toBe('radial');
    expect(masked!.mask).toEqual({ kind: 'product', masks: [HALF, plain!.mask] });
    expect(exposureOnly!.mask).toBe(HALF);
    const white = { width: 3, height: 3, encoding: SRGB, data: new Float32Array(27).fill(1) };
    const [whole, half] = [plain!, masked!].map((layer) => evaluateLayers([layer], white).data[0]!);
    expect(1 - half!).toBeCloseTo((1 - whole!) * (128 / 255), 6);
  });

  it.each([
    ['an unknown operator', { operator: 'sparkle' }],
    ['an unknown version', { version: 99 }],
    ['a parameter out of range', { params: { exposureEv: 40 } }],
    ['a bad parameter even when disabled', { params: { exposureEv: Number.NaN }, enabled: false }],
  ])('refuses %s', (_, changes) => {
    expect(() => lowerPlan(plan(step(changes)), SRGB)).toThrow(AppError);
  });
});
