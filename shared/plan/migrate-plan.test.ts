import { AppError } from '../errors/app-error';
import { migratePlan } from './migrate-plan';

/** A plan as schema 0 stored it. FROZEN: users have files like this one; never edit it to make a test pass. */
const VERSION_0 = deepFreeze({
  schemaVersion: 0,
  steps: [
    { id: 'a', dimension: 'color', lane: 'adjustments', operator: 'exposure', version: 1, params: { exposureEv: 0.5 }, reason: 'The subject is dark.' },
    { id: 'b', dimension: 'focus', lane: 'pixels', operator: 'deblur', version: 1, params: {}, reason: '' },
  ],
  advice: { color: 'Come back at dusk.', pose: 'Turn the head.' },
});

describe('migratePlan', () => {
  it('brings schema 0 to schema 1 without touching it', () => {
    expect(migratePlan(VERSION_0)).toEqual({
      schemaVersion: 1,
      steps: [
        { id: 'a', dimension: 'colourAndLight', lane: 'adjustments', operator: 'exposure', version: 1, params: { exposureEv: 0.5 }, reason: 'The subject is dark.', enabled: true, strength: 1 },
        { id: 'b', dimension: 'focus', lane: 'pixels', operator: 'deblur', version: 1, params: {}, reason: '', enabled: true, strength: 1 },
      ],
      advice: { colourAndLight: 'Come back at dusk.', pose: 'Turn the head.' },
    });
  });

  it('leaves the current version as it is', () => {
    const plan = { schemaVersion: 1, steps: [], advice: {} };
    expect(migratePlan(plan)).toBe(plan);
  });

  it.each([[{}], [{ schemaVersion: 2 }], [{ schemaVersion: -1 }], [{ schemaVersion: '1' }], [{ schemaVersion: 0.5 }]])('refuses %j', (plan) => {
    expect(() => migratePlan(plan)).toThrow(AppError);
    expect(() => migratePlan(plan)).toThrow(/\$\.schemaVersion/);
  });

  it('passes malformed steps on to the validation that follows', () => {
    expect(migratePlan({ schemaVersion: 0, steps: [null, 3], advice: [] })).toEqual({ schemaVersion: 1, steps: [null, 3], advice: [] });
  });
});

function deepFreeze<T extends object>(value: T): T {
  for (const child of Object.values(value)) if (typeof child === 'object' && child !== null) deepFreeze(child as object);
  return Object.freeze(value);
}
