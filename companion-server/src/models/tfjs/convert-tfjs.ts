import { fuse } from './fuse';
import { lowerGraph } from './lower-graph';
import { readGraph } from './read-graph';
import { writeOnnx } from '../../engines/onnx/model/write-onnx';

/**
 * Converts a TensorFlow.js graph model with one image in and one image of the same size out (MAXIM) to ONNX.
 * @param size of the image, px; MAXIM needs multiples of 64
 * @returns an ONNX file: `input` and `output` are float32 NHWC [1, height, width, 3]; the same bytes every time
 */
export function convertTfjs(modelJson: string, weightBytes: Uint8Array, name: string, { height, width }: { readonly height: number; readonly width: number }): Uint8Array {
  const shape = [1, height, width, 3];
  const graph = lowerGraph(readGraph(modelJson, weightBytes), shape);
  fuse(graph);
  return writeOnnx(graph, name, shape);
}
