import { differenceCiede2000 } from 'culori';
import fc from 'fast-check';
import { evaluateLayers } from '../adjustments/evaluate';
import { sampleToLut3d } from '../adjustments/lut3d';
import { AppError } from '../errors/app-error';
import { DISPLAY_P3, PROPHOTO, SRGB, type ColourEncoding } from '../pixels/colour-encoding';
import { encodedToLab } from '../pixels/lab';
import { createFloatImage, type FloatImage } from '../pixels/pixel-buffer';
import { checkParams, defaultParams, OPERATORS } from './index';
import type { Operator, OperatorExample, ParamSchema, ParamValues } from './operator';

const WIDTH = 36;
const HEIGHT = 24;

/** The spec of every operator: a new one is tested by standing in the list. */
describe.each(OPERATORS.map((operator) => [operator.id, operator] as const))('operator %s', (_, operator) => {
  it('does nothing by default', () => {
    const image = hueSweep(SRGB);
    expect(operator.lower(defaultParams(operator), SRGB)).toEqual([]);
    const result = operator.apply(image, defaultParams(operator));
    expect(largestDifference(result.data, image.data)).toBeLessThan(1e-6);
  });

  it('gives its examples, in apply and as lowered', () => {
    for (const example of operator.examples) {
      const params = checkParams(operator, example.params);
      expectColour(operator.apply(patch(example.input), params), example);
      expectColour(evaluateLowered(operator, params, patch(example.input)), example, 0.004);
    }
  });

  it('refuses what is out of range, not a number or unknown, and says which', () => {
    for (const [name, schema] of Object.entries(operator.params)) {
      const wrong = schema.kind === 'number'
        ? [schema.min - schema.step, schema.max + schema.step, Number.NaN, Number.POSITIVE_INFINITY, '1']
        : [0, 'abc', [{ input: 3, output: 3 }], [{ input: 9, output: 0 }, { input: 9, output: 9 }], [{ input: 0, output: 0 }, { input: 9, output: 256 }]];
      for (const value of wrong) expectRefused(operator, { [name]: value }, name);
    }
    expectRefused(operator, { nonsense: 1 }, 'nonsense');
    expectRefused(operator, { constructor: 1 }, 'constructor');
  });

  it('lowers within its tolerance (CIEDE2000), without NaN, at any setting', () => {
    fc.assert(fc.property(paramsOf(operator), fc.constantFrom(SRGB, DISPLAY_P3), (params, encoding) => {
      for (const image of [hueSweep(encoding), landscape(encoding)]) expectWithin(operator, params, image);
    }), { numRuns: 5 });
  });

  it('lowers within its tolerance at the ends of every range, also in ProPhoto', () => {
    const ends = Object.entries(operator.params).flatMap(([name, schema]) => (schema.kind === 'number' ? [{ [name]: schema.min }, { [name]: schema.max }] : []));
    for (const end of ends) {
      // ProPhoto has primaries that no eye can see: differences among them mean nothing, so there natural colours are compared.
      for (const image of [hueSweep(SRGB), landscape(PROPHOTO)]) expectWithin(operator, checkParams(operator, end), image);
    }
  });
});

/** Tonal operators: brighter in is never darker out. */
const MONOTONE = ['exposure', 'contrast', 'highlights-shadows', 'whites-blacks', 'dehaze', 'colour-balance', 'white-balance', 'saturation', 'vibrance'];
it.each(OPERATORS.filter(({ id }) => MONOTONE.includes(id)).map((operator) => [operator.id, operator] as const))('%s keeps the order of greys', (_, operator) => {
  fc.assert(fc.property(paramsOf(operator), (params) => {
    const ramp = greyRamp();
    for (const result of [operator.apply(ramp, params), evaluateLowered(operator, params, ramp)]) {
      const steps = result.data.slice(3).map((value, i) => value - result.data[i]!);
      expect(Math.min(...steps)).toBeGreaterThan(-1e-3);
    }
  }), { numRuns: 20 });
});

function paramsOf(operator: Operator): fc.Arbitrary<ParamValues> {
  return fc.record(Object.fromEntries(Object.entries(operator.params).map(([name, schema]) => [name, valueOf(schema)]))) as fc.Arbitrary<ParamValues>;
}

function valueOf(schema: ParamSchema): fc.Arbitrary<unknown> {
  switch (schema.kind) {
    case 'number': return fc.double({ min: schema.min, max: schema.max, noNaN: true });
    case 'curve': return fc.uniqueArray(fc.integer({ min: 0, max: 255 }), { minLength: 2, maxLength: 16 })
      .chain((inputs) => fc.array(fc.integer({ min: 0, max: 255 }), { minLength: inputs.length, maxLength: inputs.length })
        .map((outputs) => inputs.sort((a, b) => a - b).map((input, i) => ({ input, output: outputs[i]! }))));
    case 'table': return fc.constantFrom('', sampleToLut3d(([r, g, b]) => [b, r * r, 1 - g]).table);
  }
}

function evaluateLowered(operator: Operator, params: ParamValues, image: FloatImage): FloatImage {
  const layers = operator.lower(params, image.encoding).map((lowered) => ({ ...lowered, name: operator.label, stepId: operator.id, opacity: 1 }));
  return evaluateLayers(layers, image);
}

function expectWithin(operator: Operator, params: ParamValues, image: FloatImage): void {
  const applied = operator.apply(image, params);
  const differences = deltaE2000(applied, evaluateLowered(operator, params, image));
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  expect(applied.data.every((value) => value >= 0 && value <= 1)).toBe(true);
  // A NaN anywhere makes the mean NaN, which is not within anything; 1e-3 is for the float32 rounding of an exact lowering.
  expect(mean).toBeLessThanOrEqual(operator.tolerance.meanDeltaE + 1e-3);
  expect(differences.sort((a, b) => a - b)[Math.floor(differences.length * 0.95)]).toBeLessThanOrEqual(operator.tolerance.p95DeltaE + 1e-3);
}

function deltaE2000(left: FloatImage, right: FloatImage): number[] {
  const [first, second] = [encodedToLab(left), encodedToLab(right)];
  const difference = differenceCiede2000();
  return Array.from(first.a, (_, i) => difference(
    { mode: 'lab65', l: first.lightness[i]!, a: first.a[i]!, b: first.b[i]! },
    { mode: 'lab65', l: second.lightness[i]!, a: second.a[i]!, b: second.b[i]! },
  ));
}

function expectColour(image: FloatImage, { output, tolerance = 1e-3 }: OperatorExample, extra = 0): void {
  // the centre: where spatial operators are known
  const at = 3 * (Math.floor(image.height / 2) * image.width + Math.floor(image.width / 2));
  output.forEach((value, channel) => { expect(Math.abs(image.data[at + channel]! - value)).toBeLessThanOrEqual(tolerance + extra); });
}

function expectRefused(operator: Operator, params: Record<string, unknown>, name: string): void {
  const check = (): unknown => checkParams(operator, params as ParamValues);
  expect(check).toThrow(AppError);
  expect(check).toThrow(new RegExp(`${operator.id}: ${name} `));
}

function largestDifference(left: Float32Array, right: Float32Array): number {
  return left.reduce((largest, value, i) => Math.max(largest, Math.abs(value - right[i]!)), 0);
}

function paint(encoding: ColourEncoding, colour: (x: number, y: number) => readonly number[], width = WIDTH, height = HEIGHT): FloatImage {
  const image = createFloatImage(width, height, encoding);
  for (let i = 0; i < width * height; i++) image.data.set(colour((i % width) / (width - 1 || 1), Math.floor(i / width) / (height - 1 || 1)), 3 * i);
  return image;
}

function patch(input: OperatorExample['input']): FloatImage {
  return paint(SRGB, () => input, 15, 15);
}

function greyRamp(): FloatImage {
  return paint(SRGB, (x) => [x, x, x], 256, 1);
}

/** All hues across, lightness down, three saturations in turn. */
function hueSweep(encoding: ColourEncoding): FloatImage {
  return paint(encoding, (x, y) => {
    const chroma = (1 - Math.abs(2 * y - 1)) * [0.9, 0.4, 0.1][Math.round(x * (WIDTH - 1)) % 3]!;
    return [0, 4, 2].map((offset) => y - chroma / 2 + chroma * Math.min(Math.max(Math.abs(((6 * x + offset) % 6) - 3) - 1, 0), 1));
  });
}

/** A muted sky over ground with grain: the statistics of a photo rather than of a chart. */
function landscape(encoding: ColourEncoding): FloatImage {
  let seed = 7;
  const grain = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647 - 0.5;
  return paint(encoding, (x, y) => {
    const light = 0.15 * grain();
    return [[0.25, 0.45, 0], [0.3, 0.3, 0.3], [0.25, 0.55, 0.6]]
      .map(([base, sky, phase]) => Math.min(Math.max(base! + sky! * (1 - y) - 0.2 * Math.sin(6 * x + phase!) + light + 0.04 * grain(), 0), 1));
  });
}
