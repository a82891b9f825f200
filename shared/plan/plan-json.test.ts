import fc from 'fast-check';
import { AppError } from '../errors/app-error';
import { arbitraryPlan } from './arbitrary-plan.fixture';
import type { EditPlan } from './edit-plan';
import { parsePlan, serialisePlan } from './plan-json';

const EXPOSURE = { id: 'a', dimension: 'colourAndLight', lane: 'adjustments', operator: 'exposure', version: 1, params: { exposureEv: 0.5 }, reason: '', enabled: true, strength: 1 } as const;
const RADIAL = { kind: 'radial', centreX: 0.5, centreY: 0.5, inner: 0, outer: 1 } as const;
const planOf = (...steps: object[]): unknown => ({ schemaVersion: 1, steps, advice: {} });

describe('plans as JSON', () => {
  it('come back as they were, from text and from values', () => {
    fc.assert(fc.property(arbitraryPlan, (plan) => {
      const text = serialisePlan(plan);
      expect(parsePlan(text)).toEqual(plan);
      expect(parsePlan(JSON.parse(text))).toEqual(plan);
    }));
  });

  it('are read and written without a change of the argument', () => {
    fc.assert(fc.property(arbitraryPlan, (plan) => {
      const before = JSON.stringify(plan);
      parsePlan(plan);
      serialisePlan(plan);
      expect(JSON.stringify(plan)).toBe(before);
    }));
  });

  it('are the same text whatever the order of their keys', () => {
    fc.assert(fc.property(arbitraryPlan, (plan) => {
      expect(serialisePlan(reversed(plan) as EditPlan)).toBe(serialisePlan(plan));
    }));
  });

  it('fill in the parameters that a step leaves at their defaults', () => {
    const [step] = parsePlan(planOf({ ...EXPOSURE, params: {} })).steps;
    expect(step?.params).toMatchObject({ exposureEv: 0 });
  });

  it('migrate on the way in, and leave the argument alone', () => {
    const step = Object.freeze({ id: 'a', dimension: 'color', lane: 'adjustments', operator: 'exposure', version: 1, params: Object.freeze({}), reason: '' });
    const stored = Object.freeze({ schemaVersion: 0, steps: Object.freeze([step]), advice: Object.freeze({}) });
    expect(parsePlan(stored).steps).toMatchObject([{ dimension: 'colourAndLight', enabled: true, strength: 1 }]);
  });

  it.each<[string, unknown, string]>([
    ['text that is not JSON', '{', '$:'],
    ['a list', [], '$:'],
    ['nothing', null, '$:'],
    ['no version', { steps: [], advice: {} }, '$.schemaVersion:'],
    ['a newer version', { schemaVersion: 99, steps: [], advice: {} }, '$.schemaVersion:'],
    ['a missing field', { schemaVersion: 1, steps: [] }, '$:'],
    ['an unknown field', { schemaVersion: 1, steps: [], advice: {}, extra: 1 }, '$.extra: this field is not known'],
    ['an unknown field of a step', planOf({ ...EXPOSURE, blend: 'screen' }), '$.steps[0].blend: this field is not known'],
    ['an unknown dimension', planOf({ ...EXPOSURE, dimension: 'color' }), '$.steps[0].dimension:'],
    ['too much strength', planOf(EXPOSURE, { ...EXPOSURE, id: 'b', strength: 1.5 }), '$.steps[1].strength:'],
    ['a fault inside a mask', planOf({ ...EXPOSURE, mask: { ...RADIAL, inner: 'x' } }), '$.steps[0].mask.inner:'],
    ['a mask of no known kind', planOf({ ...EXPOSURE, mask: { kind: 'cloud' } }), '$.steps[0].mask: this is none of the known forms'],
    ['a point off its curve', planOf({ ...EXPOSURE, params: { curve: [{ input: 0, output: 700 }] } }), '$.steps[0].params.curve[0].output:'],
    ['a parameter that is not a number', planOf({ ...EXPOSURE, params: { exposureEv: Number.NaN } }), '$.steps[0].params.exposureEv:'],
    ['an infinite parameter of an engine', planOf({ ...EXPOSURE, lane: 'pixels', operator: 'deblur', params: { amount: Infinity } }), '$.steps[0].params.amount:'],
    ['a strength that is not a number', planOf({ ...EXPOSURE, strength: Number.NaN }), '$.steps[0].strength:'],
    ['a mask without a centre', planOf({ ...EXPOSURE, mask: { ...RADIAL, centreX: Number.NaN } }), '$.steps[0].mask.centreX:'],
    ['an id used twice', planOf(EXPOSURE, EXPOSURE), '$.steps[1].id: a is used twice'],
    ['a pixel step above an adjustment', planOf(EXPOSURE, { ...EXPOSURE, id: 'b', lane: 'pixels' }), '$.steps[1].lane:'],
    ['an unknown operator', planOf({ ...EXPOSURE, operator: 'sparkle' }), '$.steps[0]: there is no operator sparkle'],
    ['an unknown operator version', planOf({ ...EXPOSURE, version: 999 }), '$.steps[0]: there is no operator exposure version 999'],
    ['a parameter out of range', planOf({ ...EXPOSURE, params: { exposureEv: 1000 } }), '$.steps[0]: exposure: exposureEv must be'],
    ['an unknown parameter', planOf({ ...EXPOSURE, params: { gain: 1 } }), '$.steps[0]: exposure: gain is not a parameter'],
    ['a key that is not a name', planOf(JSON.parse(`{"__proto__":1,"id":"a"}`) as object), '$.steps[0]'],
  ])('refuse %s and say where', (_, value, where) => {
    const error = caught(() => parsePlan(value));
    expect(error.code).toBe('INVALID_PLAN');
    expect(error.detail.slice(0, where.length)).toBe(where);
  });
});

function caught(act: () => unknown): AppError {
  try { act(); } catch (error) { if (error instanceof AppError) return error; throw error; }
  throw new Error('nothing was thrown');
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, child]) => [key, reversed(child)]));
}
