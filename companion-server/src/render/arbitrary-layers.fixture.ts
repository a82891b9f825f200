import fc from 'fast-check';
import { encodeLutTable } from '@photocrafter/shared/adjustments/lut-table';
import type { Adjustment, AdjustmentLayer, CurveChannel, CurvePoint } from '@photocrafter/shared/adjustments/adjustment';
import type { Mask } from '@photocrafter/shared/pixels/mask';
import { encodeBase64 } from '@photocrafter/shared/pixels/base64';

/** Evenly over the range: `fc.double` is even over floats, of which half lie next to zero. */
const number = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: 10_000 }).map((step) => min + ((max - min) * step) / 10_000);
const channels = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Partial<Record<CurveChannel, T>>> =>
  fc.record({ composite: value, red: value, green: value, blue: value }, { requiredKeys: [] });

// No rise here is vertical and no curve steeper than about three, since such layers multiply the smallest differences below
// them. Tables of vertical rises are tested by themselves (adaptive-table.test.ts).
const curve: fc.Arbitrary<readonly CurvePoint[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 5 }), { minLength: 2, maxLength: 6 })
  .chain((steps) => fc.tuple(...[...steps].sort((a, b) => a - b).map((step) => number(-40, 40).map((shift): CurvePoint => ({
    input: step * 51, output: Math.min(Math.max(step * 51 + shift, 0), 255),
  })))));

const levels = fc.record({ inputBlack: number(0, 60), inputWhite: number(180, 255), gamma: number(0.5, 1), outputBlack: number(0, 40), outputWhite: number(200, 255) });

// Lightness of single hue ranges is left out: the reference itself jumps there between a grey and a colour one bit beside it.
const range = fc
  .tuple(number(0, 360), number(10, 60), number(0, 60), number(10, 60), number(-40, 40), number(-80, 80))
  .map(([begin, rise, full, fall, hue, saturation]) => ({
    beginRamp: begin, beginSustain: (begin + rise) % 360, endSustain: (begin + rise + full) % 360, endRamp: (begin + rise + full + fall) % 360,
    hue, saturation, lightness: 0,
  }));

const lut = fc.integer({ min: 2, max: 9 }).chain((size) => fc
  .array(number(0, 1), { minLength: size ** 3 * 3, maxLength: size ** 3 * 3 })
  .map((values) => ({ kind: 'lut3d' as const, size, table: encodeLutTable(Float32Array.from(values)) })));

export const arbitraryAdjustment: fc.Arbitrary<Adjustment> = fc.oneof(
  fc.record({ kind: fc.constant('exposure' as const), exposureEv: number(-3, 3), offset: number(0.001, 0.05), gamma: number(0.5, 2) }),
  fc.record({ kind: fc.constant('curves' as const), channels: channels(curve) }),
  fc.record({ kind: fc.constant('levels' as const), channels: channels(levels) }),
  fc.record({
    kind: fc.constant('hueSaturation' as const), hue: fc.oneof(fc.constant(0), number(-180, 180)), saturation: number(-100, 100),
    lightness: number(-100, 100), colorize: fc.constant(false), ranges: fc.array(range, { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('hueSaturation' as const), hue: number(0, 360), saturation: number(0, 100),
    lightness: number(-100, 100), colorize: fc.constant(true), ranges: fc.constant([]),
  }),
  fc.record({
    kind: fc.constant('channelMatrix' as const), matrix: fc.array(number(-0.5, 1.2), { minLength: 9, maxLength: 9 }),
    offset: fc.tuple(number(-0.2, 0.2), number(-0.2, 0.2), number(-0.2, 0.2)),
  }),
  fc.record({
    kind: fc.constant('channelMatrix' as const), matrix: fc.tuple(number(0.5, 1.5), number(0.5, 1.5), number(0.5, 1.5)).map(([r, g, b]) => [r, 0, 0, 0, g, 0, 0, 0, b]),
    offset: fc.constant([0, 0, 0] as const),
  }),
  lut,
);

const simpleMask: fc.Arbitrary<Mask> = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })).chain(([width, height]) => fc
    .uint8Array({ minLength: width * height, maxLength: width * height })
    .map((samples): Mask => ({ kind: 'raster', width, height, data: encodeBase64(samples), label: 'any' }))),
  fc.record({ kind: fc.constant('radial' as const), centreX: number(0, 1), centreY: number(0, 1), inner: number(0, 0.5), outer: number(0.5, 1.5) }),
);
const mask: fc.Arbitrary<Mask> = fc.oneof(simpleMask, fc.record({ kind: fc.constant('product' as const), masks: fc.array(simpleMask, { maxLength: 3 }) }));

const layer: fc.Arbitrary<AdjustmentLayer> = fc
  .record({ adjustment: arbitraryAdjustment, opacity: fc.oneof(fc.constant(1), fc.constant(0), number(0, 1)), mask: fc.option(mask, { nil: undefined }) })
  .map(({ adjustment, opacity, mask: where }) => ({ name: 'any', stepId: 'any', adjustment, opacity, ...(where === undefined ? {} : { mask: where }) }));

/** Stacks of up to five layers of every kind but `pixels`. */
export const arbitraryLayers: fc.Arbitrary<readonly AdjustmentLayer[]> = fc.array(layer, { maxLength: 5 });
