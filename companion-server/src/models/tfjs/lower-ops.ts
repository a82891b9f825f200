import { broadcastShapes, sameShape, type Constant } from '../../engines/onnx/model/constant';
import { lowerConvolution, lowerTransposedConvolution } from './lower-convolution';
import { lowerEinsum } from './lower-einsum';
import type { OnnxAttributes, OnnxGraph } from '../../engines/onnx/model/onnx-graph';
import { flagAttribute, integersAttribute, type TfNode } from './read-graph';
import { resolveReshape, resolveSlice } from './resolve-shape';
import { asNumbers, constantName, dynamic, isConstant, materialise, type Value } from './value';

/** Writes one TensorFlow node into the ONNX graph. At least one input is not a constant. */
export type Lowering = (node: TfNode, inputs: readonly Value[], graph: OnnxGraph) => Value;

const nameOf = (value: Value, graph: OnnxGraph): string => (isConstant(value) ? constantName(value, graph) : value.name);

/** The ONNX op broadcasts by itself, so operands keep their stored shapes. */
function broadcasting(op: string, values: readonly Value[], graph: OnnxGraph): Value {
  const shape = broadcastShapes(...values.map((value) => value.shape));
  const stored = broadcastShapes(...values.map((value) => (isConstant(value) ? value.shape : value.stored)));
  return { name: graph.node(op, values.map((value) => nameOf(value, graph))), shape, stored };
}

const elementwise = (op: string): Lowering => (_, inputs, graph) => broadcasting(op, inputs, graph);

/** `x * 1` and `x + 0` are `x`, where the constant does not widen the shape. */
const withNeutral = (op: string, neutral: number): Lowering => (_, inputs, graph) => {
  for (const [value, other] of [[inputs[0]!, inputs[1]!], [inputs[1]!, inputs[0]!]] as const) {
    const isNeutral = isConstant(other) && other.data.every((sample) => sample === neutral);
    if (isNeutral && !isConstant(value) && sameShape(broadcastShapes(value.shape, other.shape), value.shape)) return value;
  }
  return broadcasting(op, inputs, graph);
};

const negated = (op: string): Lowering => (_, inputs, graph) => {
  const equal = broadcasting(op, inputs, graph);
  return isConstant(equal) ? equal : { ...equal, name: graph.node('Not', [equal.name]) };
};

const composed = (first: string, second: string): Lowering => (_, inputs, graph) => {
  const inner = broadcasting(first, inputs, graph);
  return isConstant(inner) ? inner : { ...inner, name: graph.node(second, [inner.name]) };
};

/** Only the shape changes: the samples stay in place. */
function reshaped(value: Value, shape: readonly number[], graph: OnnxGraph): Value {
  if (isConstant(value)) return { ...value, shape };
  if (sameShape(value.shape, shape)) return value;
  return dynamic(graph.node('Reshape', [materialise(value, graph), graph.integers(shape)]), shape);
}

function concatenated(values: readonly Value[], axis: number, graph: OnnxGraph): Value {
  const rank = values[0]!.shape.length;
  const at = (axis + rank) % rank;
  const shape = values[0]!.shape.map((extent, i) => (i === at ? values.reduce((total, value) => total + value.shape[i]!, 0) : extent));
  return dynamic(graph.node('Concat', values.map((value) => materialise(value, graph)), { integers: { axis: at } }), shape);
}

const slice: Lowering = (node, [source, begin, end, step], graph) => {
  const { starts, ends, steps, extents, shape } = resolveSlice(node, source!.shape, asNumbers(begin!), asNumbers(end!), asNumbers(step!));
  const axes = starts.map((_, axis) => axis);
  const cut = sameShape(extents, source!.shape) ? materialise(source!, graph)
    : graph.node('Slice', [materialise(source!, graph), ...[starts, ends, axes, steps].map((list) => graph.integers(list))]);
  return reshaped(dynamic(cut, extents), shape, graph);
};

const sum: Lowering = (node, [source, axes], graph) => {
  const rank = source!.shape.length;
  const reduced = asNumbers(axes!).map((axis) => (axis + rank) % rank).sort((a, b) => a - b);
  const keepDims = flagAttribute(node, 'keep_dims');
  const shape = source!.shape.flatMap((extent, axis) => (reduced.includes(axis) ? (keepDims ? [1] : []) : [extent]));
  const attributes: OnnxAttributes = { integers: { keepdims: Number(keepDims) } };
  return dynamic(graph.node('ReduceSum', [materialise(source!, graph), graph.integers(reduced)], attributes), shape);
};

const gather: Lowering = (_, [source, indices, axis], graph) => {
  const at = (asNumbers(axis!)[0]! + source!.shape.length) % source!.shape.length;
  const shape = [...source!.shape.slice(0, at), ...indices!.shape, ...source!.shape.slice(at + 1)];
  return dynamic(graph.node('Gather', [materialise(source!, graph), materialise(indices!, graph)], { integers: { axis: at } }), shape);
};

const transpose: Lowering = (_, [source, permutation], graph) => {
  const perm = asNumbers(permutation!);
  const shape = perm.map((axis) => source!.shape[axis]!);
  return dynamic(graph.node('Transpose', [materialise(source!, graph)], { integers: { perm } }), shape);
};

const broadcast: Lowering = (_, [source, shape]) => {
  if (isConstant(source!)) throw new Error('a constant broadcast is folded');
  return { ...source!, shape: asNumbers(shape!) };
};

const squaredShape = (source: Value, node: TfNode): number[] => {
  const axes = integersAttribute(node, 'squeeze_dims').map((axis) => (axis + source.shape.length) % source.shape.length);
  return source.shape.filter((extent, axis) => (axes.length === 0 ? extent !== 1 : !axes.includes(axis)));
};

/** OPEN list: TensorFlow op to ONNX. Ops that only ever meet constants are in fold-constants.ts and not here. */
export const LOWERINGS: Readonly<Record<string, Lowering>> = {
  Identity: (_, [source]) => source!,
  AddV2: withNeutral('Add', 0), Mul: withNeutral('Mul', 1), Sub: elementwise('Sub'), RealDiv: elementwise('Div'),
  FloorDiv: composed('Div', 'Floor'), Maximum: elementwise('Max'), Minimum: elementwise('Min'),
  Neg: elementwise('Neg'), Abs: elementwise('Abs'), Sign: elementwise('Sign'), Floor: elementwise('Floor'), Exp: elementwise('Exp'), Tanh: elementwise('Tanh'),
  Reciprocal: elementwise('Reciprocal'), Rsqrt: composed('Sqrt', 'Reciprocal'), Square: (_, [x], graph) => broadcasting('Mul', [x!, x!], graph),
  Greater: elementwise('Greater'), GreaterEqual: elementwise('GreaterOrEqual'), Less: elementwise('Less'), LessEqual: elementwise('LessOrEqual'),
  NotEqual: negated('Equal'), LogicalAnd: elementwise('And'), SelectV2: elementwise('Where'),
  Reshape: (_, [source, shape], graph) => reshaped(source!, resolveReshape(source!.shape, asNumbers(shape!)), graph),
  Squeeze: (node, [source], graph) => reshaped(source!, squaredShape(source!, node), graph),
  ExpandDims: (_, [source, axis], graph) => {
    const at = asNumbers(axis!)[0]!;
    return reshaped(source!, source!.shape.toSpliced(at < 0 ? source!.shape.length + 1 + at : at, 0, 1), graph);
  },
  Pack: (node, inputs, graph) => {
    const axis = Number(node.attributes.axis?.i ?? 0);
    return concatenated(inputs.map((input) => reshaped(input, input.shape.toSpliced(axis, 0, 1), graph)), axis, graph);
  },
  ConcatV2: (_, inputs, graph) => concatenated(inputs.slice(0, -1), asNumbers(inputs.at(-1)!)[0]!, graph),
  BroadcastTo: broadcast, StridedSlice: slice, Sum: sum, GatherV2: gather, Transpose: transpose,
  Einsum: lowerEinsum, Conv2D: lowerConvolution, Conv2DBackpropInput: lowerTransposedConvolution,
};

export type { Constant };
