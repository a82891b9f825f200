import { sameShape, type Constant } from '../../engines/onnx/model/constant';
import type { OnnxGraph } from '../../engines/onnx/model/onnx-graph';

/**
 * A tensor that only a run can know. `shape` is what TensorFlow would have; `stored` is what the ONNX tensor really has.
 * They differ after BroadcastTo: elementwise ops broadcast by themselves, so most copies are never made.
 */
export interface Dynamic {
  readonly name: string;
  readonly shape: readonly number[];
  readonly stored: readonly number[];
}
export type Value = Constant | Dynamic;

export const isConstant = (value: Value): value is Constant => 'data' in value;

export function asConstant(value: Value): Constant {
  if (!isConstant(value)) throw new Error(`${value.name} must be known while converting`);
  return value;
}

export const asNumbers = (value: Value): number[] => [...asConstant(value).data];

/** A constant as an ONNX initializer: int32 arithmetic never reaches the network, so only float and bool occur. */
export function constantName(value: Constant, graph: OnnxGraph): string {
  return graph.constant(value.dtype === 'int32' ? { dtype: 'int64', shape: value.shape, data: [...value.data] } : value);
}

/** The name of a tensor that really has its logical shape. */
export function materialise(value: Value, graph: OnnxGraph): string {
  if (isConstant(value)) return constantName(value, graph);
  if (sameShape(value.shape, value.stored)) return value.name;
  return graph.node('Expand', [value.name, graph.integers(value.shape)]);
}

export const dynamic = (name: string, shape: readonly number[]): Dynamic => ({ name, shape, stored: shape });
