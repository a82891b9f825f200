import { foldConstant } from './fold-constants';
import { LOWERINGS } from './lower-ops';
import { OnnxGraph } from '../../engines/onnx/model/onnx-graph';
import { topologicalOrder, type TfGraph } from './read-graph';
import { asConstant, constantName, isConstant, materialise, type Value } from './value';

/**
 * Turns a TensorFlow graph into an ONNX graph for one fixed input shape. With the shape known, everything that is
 * computed from shapes alone is a constant and disappears; what is left is the network proper.
 * @param inputShape NHWC
 * @throws Error naming the op when the graph uses one that is not supported
 */
export function lowerGraph(graph: TfGraph, inputShape: readonly number[]): OnnxGraph {
  const target = new OnnxGraph('input', inputShape);
  const values = new Map<string, Value>();
  for (const node of topologicalOrder(graph)) {
    const inputs = node.inputs.map((name) => values.get(name)!);
    values.set(node.name, (() => {
      if (node.op === 'Placeholder') return { name: 'input', shape: inputShape, stored: inputShape };
      if (node.op === 'Const') {
        const weight = graph.weights.get(node.name);
        if (weight === undefined) throw new Error(`there are no weights for ${node.name}`);
        return weight;
      }
      if (node.op === 'Shape') return { dtype: 'int32', shape: [inputs[0]!.shape.length], data: Int32Array.from(inputs[0]!.shape) };
      const folded = inputs.every(isConstant) ? foldConstant(node, inputs.map(asConstant)) : undefined;
      if (folded !== undefined) return folded;
      const lower = LOWERINGS[node.op];
      if (lower === undefined) throw new Error(`the operation ${node.op} (${node.name}) is not supported`);
      return lower(node, inputs, target);
    })());
  }
  const result = values.get(graph.output)!;
  target.output = isConstant(result) ? constantName(result, target) : materialise(result, target);
  return target;
}
