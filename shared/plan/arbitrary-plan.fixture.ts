import fc from 'fast-check';
import { OPERATORS } from '../operators/index';
import type { Operator, ParamSchema, ParamValue } from '../operators/operator';
import type { Mask } from '../pixels/mask';
import { PLAN_DIMENSIONS, PLAN_SCHEMA_VERSION, type EditPlan, type PlanStep } from './edit-plan';

/** JSON has no negative zero. */
const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true }).map((value) => (value === 0 ? 0 : value));
const words = fc.string({ unit: 'grapheme', maxLength: 40 });
const dimension = fc.constantFrom(...PLAN_DIMENSIONS);

const mask: fc.Arbitrary<Mask> = fc.oneof(
  fc.record({ kind: fc.constant('radial' as const), centreX: number(0, 1), centreY: number(0, 1), inner: number(0, 1), outer: number(0, 2) }),
  fc.record({ kind: fc.constant('raster' as const), width: fc.constant(1), height: fc.constant(1), data: fc.constant('/w=='), label: words }),
);
const shared = { dimension, reason: words, enabled: fc.boolean(), strength: number(0, 1), mask: fc.option(mask, { nil: undefined }) };

function value(schema: ParamSchema): fc.Arbitrary<ParamValue> {
  switch (schema.kind) {
    case 'number': return number(schema.min, schema.max);
    case 'curve': return fc.uniqueArray(fc.integer({ min: 0, max: 255 }), { minLength: 2, maxLength: 16 })
      .map((inputs) => inputs.sort((a, b) => a - b).map((input) => ({ input, output: 255 - input })));
    case 'table': return fc.constant('');
  }
}

const adjustment = fc.constantFrom(...OPERATORS).chain((operator: Operator) => fc.record({
  ...shared,
  lane: fc.constant('adjustments' as const),
  operator: fc.constant(operator.id),
  version: fc.constant(operator.version),
  params: fc.record(Object.fromEntries(Object.entries(operator.params).map(([name, schema]) => [name, value(schema)]))),
}));
const restoration = fc.record({
  ...shared, lane: fc.constant('pixels' as const), operator: fc.constantFrom('deblur', 'straighten', 'remove-noise'), version: fc.constant(1),
  params: fc.record({ degrees: number(-10, 10), axis: words }),
});

/** For tests: valid plans of real operators, pixel steps first. */
export const arbitraryPlan: fc.Arbitrary<EditPlan> = fc.record({
  pixels: fc.array(restoration, { maxLength: 2 }),
  adjustments: fc.array(adjustment, { maxLength: 4 }),
  advice: fc.dictionary(dimension, words, { maxKeys: 3, noNullPrototype: true }),
}).map(({ pixels, adjustments, advice }) => ({
  schemaVersion: PLAN_SCHEMA_VERSION,
  steps: [...pixels, ...adjustments].map(({ mask: where, ...step }, i): PlanStep => ({ id: `step-${i}`, ...step, ...(where !== undefined && { mask: where }) })),
  advice,
}));
