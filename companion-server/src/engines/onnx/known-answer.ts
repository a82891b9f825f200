import { OnnxGraph } from './model/onnx-graph';
import { writeOnnx } from './model/write-onnx';
import type { Tensor } from '../engine';

const CHANNELS = 8;
const SIZE = 32;
const KERNEL = 3;
const SHAPE = [1, CHANNELS, SIZE, SIZE];

/** Small whole numbers: exact in float32, TF32 and float16 alike, so every provider must give the very same answer. */
const pattern = (length: number, factor: number): Float32Array => Float32Array.from({ length }, (_, i) => ((i * factor) % 5) - 2);

const input = pattern(CHANNELS * SIZE * SIZE, 7);
const kernel = pattern(CHANNELS * CHANNELS * KERNEL * KERNEL, 11);
const bias = pattern(CHANNELS, 3);

/** A 3 x 3 convolution with zero padding, a bias and a rectifier, written out. */
function expectedOutput(): Float32Array {
  const result = new Float32Array(CHANNELS * SIZE * SIZE);
  for (let out = 0; out < CHANNELS; out++) for (let y = 0; y < SIZE; y++) for (let x = 0; x < SIZE; x++) {
    let total = bias[out]!;
    for (let c = 0; c < CHANNELS; c++) for (let ky = 0; ky < KERNEL; ky++) for (let kx = 0; kx < KERNEL; kx++) {
      const [row, column] = [y + ky - 1, x + kx - 1];
      if (row < 0 || row >= SIZE || column < 0 || column >= SIZE) continue;
      total += input[(c * SIZE + row) * SIZE + column]! * kernel[((out * CHANNELS + c) * KERNEL + ky) * KERNEL + kx]!;
    }
    result[(out * SIZE + y) * SIZE + x] = Math.max(0, total);
  }
  return result;
}

/** A tiny network with an input whose answer is computed without any runtime. */
export function knownAnswer(): { readonly model: Uint8Array; readonly input: Tensor; readonly expected: Float32Array } {
  const graph = new OnnxGraph('input', SHAPE);
  const weights = [graph.constant({ dtype: 'float32', shape: [CHANNELS, CHANNELS, KERNEL, KERNEL], data: kernel }), graph.constant({ dtype: 'float32', shape: [CHANNELS], data: bias })];
  const convolved = graph.node('Conv', ['input', ...weights], { integers: { kernel_shape: [KERNEL, KERNEL], pads: [1, 1, 1, 1] } });
  graph.output = graph.node('Relu', [convolved]);
  return { model: writeOnnx(graph, 'known-answer', SHAPE), input: { shape: SHAPE, data: input }, expected: expectedOutput() };
}

/** Largest absolute difference. NaN anywhere gives NaN, which no tolerance accepts. */
export function largestDifference(found: Float32Array, expected: Float32Array): number {
  if (found.length !== expected.length) return Number.NaN;
  return found.reduce((largest, value, i) => Math.max(largest, Math.abs(value - expected[i]!)), 0);
}
