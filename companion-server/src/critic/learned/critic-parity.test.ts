import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Session, Tensor } from '../../engines/engine';
import { openSession } from '../../engines/onnx/onnx-session';
import golden from '../../../models/critic-golden.json';
import { CROP_COUNT, CROP_SIDE, FRAME_SIDE } from './critic-views';
import { CONTEXT_LENGTH, MOST_WORDS, STATE_WIDTH, WORDS } from './vocabulary';

const MODELS = join(__dirname, '../../../models');
const FEATURES = 502;
/** The bound for PyTorch against ONNX Runtime. */
const PARITY = 1e-4;

let context: Session, decoder: Session;
beforeAll(async () => {
  context = await openSession(join(MODELS, 'critic-context.onnx'), 'cpu', 1);
  decoder = await openSession(join(MODELS, 'critic-decoder.onnx'), 'cpu', 1);
}, 60_000);
afterAll(async () => { await context.close(); await decoder.close(); });

/** The same numbers as `golden_inputs` of training/critic/export_onnx.py. */
const wave = (shape: readonly number[], factor: number, map: (value: number) => number): Tensor => ({ shape, data: Float32Array.from({ length: shape.reduce((product, side) => product * side, 1) }, (_, i) => map((i * factor) % 1)) });

const farthest = (values: readonly number[], wanted: readonly number[]): number => Math.max(...wanted.map((value, i) => Math.abs(values[i]! - value)));
const every = (tensor: Tensor, rows: number, columns: number): number[] => Array.from({ length: Math.ceil(tensor.shape[1]! / rows) }, (_, i) => Array.from({ length: Math.ceil(STATE_WIDTH / columns) }, (__, k) => tensor.data[i * rows * STATE_WIDTH + k * columns]!)).flat();

it('answers as PyTorch did, within 1e-4, and H_c has the agreed shape', async () => {
  const seen = await context.run({
    features: wave([1, FEATURES], 0.7548776662, (value) => 2 * value - 1),
    frame: wave([1, 3, FRAME_SIDE, FRAME_SIDE], 0.569840291, (value) => Math.floor(256 * value)),
    crops: wave([1, CROP_COUNT, 3, CROP_SIDE, CROP_SIDE], 0.6180339887, (value) => Math.floor(256 * value)),
  });
  const tokens = { shape: [1, MOST_WORDS], data: new Float32Array(MOST_WORDS) };
  tokens.data.set([1, 2, 12, 3, 4]);
  const said = await decoder.run({ context: seen.context!, quality: seen.quality!, tokens });
  expect(farthest([...seen.quality!.data], golden.quality)).toBeLessThan(PARITY);
  expect(farthest(every(seen.context!, 6, 8), golden.context)).toBeLessThan(PARITY);
  expect(farthest(every(said.states!, 6, 8), golden.states)).toBeLessThan(PARITY);
  expect(farthest([...said.logits!.data.subarray(0, 4 * WORDS.length)], golden.logits)).toBeLessThan(PARITY);
  expect(said.states!.shape).toEqual([1, CONTEXT_LENGTH + MOST_WORDS, STATE_WIDTH]);
  expect([...said.mask!.data].reduce((sum, value) => sum + value, 0)).toBe(CONTEXT_LENGTH + 5);
}, 60_000);

it('keeps to its size', async () => {
  const sizes = await Promise.all(['critic-context.onnx', 'critic-decoder.onnx'].map(async (name) => (await stat(join(MODELS, name))).size));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(4.6e6);
});
