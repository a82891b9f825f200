import { onnx } from '../engines/onnx/model/onnx-schema';

/**
 * Lets an NCHW network that was frozen to one image size run at any size: height and width of every input and output
 * become free. Right only where no layer depends on the size, as in a chain of convolutions.
 */
export function freeImageSize(file: Uint8Array): Uint8Array {
  const model = onnx.ModelProto.decode(file);
  const { graph } = model;
  for (const value of [...(graph?.input ?? []), ...(graph?.output ?? [])]) {
    const dimensions = value.type?.tensorType?.shape?.dim;
    if (dimensions?.length !== 4) continue;
    dimensions[2] = { dimParam: 'height' };
    dimensions[3] = { dimParam: 'width' };
  }
  // Shapes noted for tensors in between would contradict the new size.
  if (graph) graph.valueInfo = [];
  return onnx.ModelProto.encode(model).finish();
}
