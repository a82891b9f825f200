/** Runs the shipped critic on the golden inputs and prints its answers as JSON; a process of its own, because the runtime's tensors must come from its realm. Word: folder of the models. */
import type { Tensor } from '../../engines/engine';
import { openSession } from '../../engines/onnx/onnx-session';
import { CROP_COUNT, CROP_SIDE, FRAME_SIDE } from './critic-views';
import { MOST_WORDS, STATE_WIDTH, WORDS } from './vocabulary';

const FEATURES = 502;
const [, , models] = process.argv;

/** The same numbers as `golden_inputs` of training/critic/export_onnx.py. */
function wave(shape: readonly number[], factor: number, map: (value: number) => number): Tensor {
  return { shape, data: Float32Array.from({ length: shape.reduce((product, side) => product * side, 1) }, (_, i) => map((i * factor) % 1)) };
}

function every({ shape, data }: Tensor, rows: number, columns: number): number[] {
  return Array.from({ length: Math.ceil(shape[1]! / rows) }, (_, i) => Array.from({ length: Math.ceil(STATE_WIDTH / columns) }, (__, k) => data[i * rows * STATE_WIDTH + k * columns]!)).flat();
}

const context = await openSession(`${models!}/critic-context.onnx`, 'cpu', 1), decoder = await openSession(`${models!}/critic-decoder.onnx`, 'cpu', 1);
const seen = await context.run({
  features: wave([1, FEATURES], 0.7548776662, (value) => 2 * value - 1),
  frame: wave([1, 3, FRAME_SIDE, FRAME_SIDE], 0.569840291, (value) => Math.floor(256 * value)),
  crops: wave([1, CROP_COUNT, 3, CROP_SIDE, CROP_SIDE], 0.6180339887, (value) => Math.floor(256 * value)),
});
const tokens = { shape: [1, MOST_WORDS], data: new Float32Array(MOST_WORDS) };
tokens.data.set([1, 2, 12, 3, 4]);
const said = await decoder.run({ context: seen.context!, quality: seen.quality!, tokens });
process.stdout.write(JSON.stringify({
  quality: [...seen.quality!.data], context: every(seen.context!, 6, 8), states: every(said.states!, 6, 8), logits: [...said.logits!.data.subarray(0, 4 * WORDS.length)],
  shape: said.states!.shape, heard: said.mask!.data.reduce((sum, value) => sum + value, 0),
}));
