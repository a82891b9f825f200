import { OnnxGraph } from '../engines/onnx/model/onnx-graph';
import { writeOnnx } from '../engines/onnx/model/write-onnx';

const SIDE = 7;

/** A real network file made here: a 7 x 7 Gaussian blur of R, G, B (the level plane is ignored), zero padding, `side` x `side`. */
export function blurNetworkFile(side: number): Uint8Array {
  const graph = new OnnxGraph('input', [1, 4, side, side]);
  const weight = (x: number, y: number): number => Math.exp(-((x - 3) ** 2 + (y - 3) ** 2) / 4);
  let total = 0;
  for (let y = 0; y < SIDE; y++) for (let x = 0; x < SIDE; x++) total += weight(x, y);
  const kernel = new Float32Array(3 * 4 * SIDE * SIDE);
  for (let c = 0; c < 3; c++) for (let y = 0; y < SIDE; y++) for (let x = 0; x < SIDE; x++) kernel[((c * 4 + c) * SIDE + y) * SIDE + x] = weight(x, y) / total;
  const weights = graph.constant({ dtype: 'float32', shape: [3, 4, SIDE, SIDE], data: kernel });
  graph.output = graph.node('Conv', ['input', weights], { integers: { kernel_shape: [SIDE, SIDE], pads: [3, 3, 3, 3] } });
  return writeOnnx(graph, 'blur', [1, 3, side, side]);
}
