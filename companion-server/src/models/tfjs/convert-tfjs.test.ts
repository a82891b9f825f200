import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onnx } from '../../engines/onnx/model/onnx-schema';
import { convertTfjs } from './convert-tfjs';
import { TfjsModel } from './tfjs-model.fixture';

const SIDE = 4;
const LENGTH = SIDE * SIDE * 3;
/** Values of both signs, none near a kink. */
const INPUT = Float32Array.from({ length: LENGTH }, (_, i) => Math.sin(1.7 * i + 0.3) * 0.9);
const at = (y: number, x: number, c: number): number => (y < 0 || x < 0 || y >= SIDE || x >= SIDE ? 0 : INPUT[(y * SIDE + x) * 3 + c]!);
const eachPixel = (value: (y: number, x: number, c: number) => number): number[] => Array.from({ length: LENGTH }, (_, i) => value(Math.floor(i / (3 * SIDE)), Math.floor(i / 3) % SIDE, i % 3));
const eachSample = (value: (v: number) => number): number[] => Array.from(INPUT, value);
const weight = (i: number): number => Math.cos(2.3 * i) * 0.5;

interface Case { readonly name: string; readonly build: (model: TfjsModel) => string; readonly expected: readonly number[]; readonly ops?: readonly string[]; readonly without?: readonly string[] }
const NHWC = { strides: [1, 1, 1, 1], padding: 'SAME', data_format: 'NHWC', dilations: [1, 1, 1, 1] };
const shapeOf = (m: TfjsModel, extents: readonly number[]): string => m.constant([extents.length], extents, 'int32');

/** The graph of a layer norm as Flax spells it, over the last axis. */
function layerNorm(m: TfjsModel, scale: readonly number[], bias: readonly number[]): string {
  const axis = m.constant([1], [3], 'int32'), keep = shapeOf(m, [1, SIDE, SIDE, 1]), third = m.scalar(1 / 3);
  const mean = m.node('Mul', [m.node('Sum', ['x', axis]), third]);
  const squares = m.node('Mul', [m.node('Sum', [m.node('Square', ['x']), axis]), third]);
  const variance = m.node('Maximum', [m.scalar(0), m.node('Sub', [squares, m.node('Square', [mean])])]);
  const inverse = m.node('Rsqrt', [m.node('AddV2', [m.node('Reshape', [variance, keep]), m.scalar(1e-6)])]);
  const centred = m.node('Sub', ['x', m.node('Reshape', [mean, keep])]);
  return m.node('AddV2', [m.node('Mul', [centred, m.node('Mul', [inverse, m.constant([3], scale)])]), m.constant([3], bias)]);
}
const gelu = (v: number): number => 0.5 * v * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v ** 3)));

const CASES: readonly Case[] = [
  { name: 'elementwise arithmetic', build: (m) => m.node('Sub', [m.node('Mul', [m.node('AddV2', ['x', m.scalar(2)]), m.scalar(3)]), m.node('RealDiv', ['x', m.scalar(4)])]), expected: eachSample((v) => (v + 2) * 3 - v / 4) },
  { name: 'unary functions', build: (m) => m.node('AddV2', [m.node('Exp', [m.node('Neg', ['x'])]), m.node('AddV2', [m.node('Tanh', ['x']), m.node('Square', [m.node('Abs', ['x'])])])]), expected: eachSample((v) => Math.exp(-v) + Math.tanh(v) + v * v) },
  { name: 'sign and floor', build: (m) => m.node('AddV2', [m.node('Sign', ['x']), m.node('Floor', [m.node('Mul', ['x', m.scalar(5)])])]), expected: eachSample((v) => Math.sign(v) + Math.floor(v * 5)) },
  { name: 'roots and reciprocals', build: (m) => { const positive = m.node('AddV2', [m.node('Square', ['x']), m.scalar(1)]); return m.node('AddV2', [m.node('Rsqrt', [positive]), m.node('Reciprocal', [positive])]); }, expected: eachSample((v) => 1 / Math.sqrt(v * v + 1) + 1 / (v * v + 1)) },
  { name: 'bounds', build: (m) => m.node('Minimum', [m.node('Maximum', ['x', m.scalar(-0.3)]), m.scalar(0.4)]), expected: eachSample((v) => Math.min(0.4, Math.max(-0.3, v))) },
  { name: 'choices', build: (m) => m.node('SelectV2', [m.node('Greater', ['x', m.scalar(0.1)]), 'x', m.node('Mul', ['x', m.scalar(-2)])]), expected: eachSample((v) => (v > 0.1 ? v : -2 * v)) },
  { name: 'identities drop out', build: (m) => m.node('Mul', [m.node('AddV2', [m.node('Identity', ['x']), m.scalar(0)]), m.scalar(1)]), expected: eachSample((v) => v), without: ['Add', 'Mul'] },
  { name: 'constants fold', build: (m) => m.node('Mul', ['x', m.node('AddV2', [m.scalar(1), m.node('Exp', [m.scalar(0)])])]), expected: eachSample((v) => 2 * v), without: ['Add', 'Exp'] },
  { name: 'per-channel bias by broadcasting', build: (m) => m.node('AddV2', ['x', m.constant([3], [1, 2, 3])]), expected: eachPixel((y, x, c) => at(y, x, c) + c + 1) },
  { name: 'reshape and transpose', build: (m) => m.node('Transpose', [m.node('Reshape', [m.node('Reshape', ['x', shapeOf(m, [1, SIDE * SIDE, 3])]), shapeOf(m, [1, SIDE, SIDE, -1])]), shapeOf(m, [0, 2, 1, 3])]), expected: eachPixel((y, x, c) => at(x, y, c)) },
  { name: 'slices and concatenation', build: (m) => { const half = (from: number) => m.node('StridedSlice', ['x', shapeOf(m, [0, from, 0, 0]), shapeOf(m, [1, from + 2, SIDE, 3]), shapeOf(m, [1, 1, 1, 1])]); return m.node('ConcatV2', [half(2), half(0), m.constant([], [1], 'int32')]); }, expected: eachPixel((y, x, c) => at((y + 2) % 4, x, c)) },
  { name: '1 x 1 convolution without a change of layout', build: (m) => m.node('Conv2D', ['x', m.constant([1, 1, 3, 3], Array.from({ length: 9 }, (_, i) => weight(i)))], NHWC), expected: eachPixel((y, x, c) => [0, 1, 2].reduce((sum, k) => sum + at(y, x, k) * weight(3 * k + c), 0)), ops: ['MatMul'], without: ['Conv', 'Transpose'] },
  {
    name: '3 x 3 convolution with SAME padding', build: (m) => m.node('Conv2D', ['x', m.constant([3, 3, 3, 3], Array.from({ length: 81 }, (_, i) => weight(i)))], NHWC), ops: ['Conv'],
    expected: eachPixel((y, x, c) => { let sum = 0; for (let dy = 0; dy < 3; dy++) for (let dx = 0; dx < 3; dx++) for (let k = 0; k < 3; k++) sum += at(y + dy - 1, x + dx - 1, k) * weight(((dy * 3 + dx) * 3 + k) * 3 + c); return sum; }),
  },
  {
    name: 'downsampling (asymmetric SAME) and transposed convolution', ops: ['Conv', 'ConvTranspose'],
    build: (m) => {
      const down = m.node('Conv2D', ['x', m.constant([3, 3, 3, 3], Array.from({ length: 81 }, (_, i) => weight(i)))], { ...NHWC, strides: [1, 2, 2, 1] });
      return m.node('Conv2DBackpropInput', [shapeOf(m, [1, SIDE, SIDE, 3]), m.constant([2, 2, 3, 3], Array.from({ length: 36 }, (_, i) => weight(i + 5))), down], { ...NHWC, strides: [1, 2, 2, 1], padding: 'VALID' });
    },
    expected: eachPixel((y, x, c) => {
      // 4 -> 2 with kernel 3 pads 0 before and 1 behind
      const down = (oy: number, ox: number, k: number): number => { let sum = 0; for (let dy = 0; dy < 3; dy++) for (let dx = 0; dx < 3; dx++) for (let j = 0; j < 3; j++) sum += at(2 * oy + dy, 2 * ox + dx, j) * weight(((dy * 3 + dx) * 3 + j) * 3 + k); return sum; };
      return [0, 1, 2].reduce((sum, k) => sum + down(y >> 1, x >> 1, k) * weight((((y % 2) * 2 + (x % 2)) * 3 + c) * 3 + k + 5), 0);
    }),
  },
  { name: 'einsum over channels', build: (m) => m.node('Einsum', ['x', m.constant([3, 3], Array.from({ length: 9 }, (_, i) => weight(i)))], { equation: 'abcg,gf->abcf' }), expected: eachPixel((y, x, c) => [0, 1, 2].reduce((sum, k) => sum + at(y, x, k) * weight(3 * k + c), 0)), ops: ['MatMul'], without: ['Einsum'] },
  { name: 'einsum along the height', build: (m) => m.node('Einsum', [m.constant([SIDE, SIDE], Array.from({ length: 16 }, (_, i) => weight(i))), 'x'], { equation: 'gb,cgef->cbef' }), expected: eachPixel((y, x, c) => [0, 1, 2, 3].reduce((sum, g) => sum + weight(g * SIDE + y) * at(g, x, c), 0)), ops: ['Einsum'] },
  {
    name: 'a spelled-out layer norm becomes one op', build: (m) => layerNorm(m, [1, 2, 0.5], [0.1, 0, -0.2]), ops: ['LayerNormalization'], without: ['Sqrt', 'ReduceSum'],
    expected: eachPixel((y, x, c) => { const v = [0, 1, 2].map((k) => at(y, x, k)); const mean = (v[0]! + v[1]! + v[2]!) / 3; const variance = v.reduce((s, u) => s + (u - mean) ** 2, 0) / 3; return ((v[c]! - mean) / Math.sqrt(variance + 1e-6)) * [1, 2, 0.5][c]! + [0.1, 0, -0.2][c]!; }),
  },
  {
    name: 'the tanh form of GELU becomes one op', ops: ['Gelu'], without: ['Tanh'], expected: eachSample(gelu),
    build: (m) => {
      const cubic = m.node('Mul', [m.node('Mul', [m.scalar(0.044715), 'x']), m.node('Square', ['x'])]);
      const inner = m.node('Tanh', [m.node('Mul', [m.scalar(Math.sqrt(2 / Math.PI)), m.node('AddV2', ['x', cubic])])]);
      return m.node('Mul', [m.node('Mul', [m.scalar(0.5), 'x']), m.node('AddV2', [m.scalar(1), inner])]);
    },
  },
];

const convert = ({ build }: Pick<Case, 'build'>): Uint8Array => {
  const model = new TfjsModel();
  const { json, weights } = model.finish(build(model));
  return convertTfjs(json, weights, 'test', { height: SIDE, width: SIDE });
};

/** Runs the files in a plain Node process: native code stays out of jest. */
function runAll(files: readonly string[]): number[][] {
  const script = `const ort = require(${JSON.stringify(require.resolve('onnxruntime-node'))}); const data = Float32Array.from(${JSON.stringify([...INPUT])});
    (async () => { const out = []; for (const file of ${JSON.stringify(files)}) { const session = await ort.InferenceSession.create(file);
      out.push([...(await session.run({ input: new ort.Tensor('float32', data, [1, ${SIDE}, ${SIDE}, 3]) })).output.data]); } console.log(JSON.stringify(out)); })();`;
  return JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })) as number[][];
}

describe('convertTfjs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tfjs-'));
  afterAll(() => { rmSync(folder, { recursive: true }); });
  let outputs: number[][] = [];
  beforeAll(() => {
    outputs = runAll(CASES.map((entry, i) => {
      const path = join(folder, `${i}.onnx`);
      writeFileSync(path, convert(entry));
      return path;
    }));
  });

  it.each(CASES.map((entry, i) => [entry.name, entry, i] as const))('%s', (_, { expected }, i) => {
    expect(outputs[i]).toHaveLength(LENGTH);
    outputs[i]!.forEach((value, k) => { expect(value).toBeCloseTo(expected[k]!, 4); });
  });
  it.each(CASES.filter(({ ops, without }) => ops ?? without).map((entry) => [entry.name, entry] as const))('%s: the expected ops', (_, entry) => {
    const found = new Set(onnx.ModelProto.decode(convert(entry)).graph!.node!.map(({ opType }) => opType));
    for (const op of entry.ops ?? []) expect(found).toContain(op);
    for (const op of entry.without ?? []) expect(found).not.toContain(op);
  });
  it('writes the same bytes every time', () => {
    for (const entry of CASES) expect(Buffer.compare(convert(entry), convert(entry))).toBe(0);
  });
  it.each([
    ['an op that it does not know', (m: TfjsModel) => m.node('FancyNewOp', ['x'])],
    ['a dilated convolution', (m: TfjsModel) => m.node('Conv2D', ['x', m.constant([3, 3, 3, 3], new Array<number>(81).fill(1))], { ...NHWC, dilations: [1, 2, 2, 1] })],
  ])('refuses %s, by name', (_, build) => {
    expect(() => convert({ build })).toThrow(/FancyNewOp|Conv2D/);
  });
  it('refuses weights that are cut off or left over', () => {
    const model = new TfjsModel();
    const { json, weights } = model.finish(model.node('AddV2', ['x', model.scalar(1)]));
    expect(() => convertTfjs(json, weights.subarray(0, 2), 'test', { height: SIDE, width: SIDE })).toThrow(/end before/);
    expect(() => convertTfjs(json, Buffer.concat([weights, weights]), 'test', { height: SIDE, width: SIDE })).toThrow(/left over/);
  });
});
