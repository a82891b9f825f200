import { allocate, broadcastShapes, broadcastStrides, forEachOffset, rowMajorStrides, sizeOf, type Constant, type ConstantType } from '../../engines/onnx/model/constant';
import { resolveReshape, resolveSlice } from './resolve-shape';
import { flagAttribute, integerAttribute, integersAttribute, typeAttribute, type TfNode } from './read-graph';

type Elementwise = (...operands: number[]) => number;

/** Results have the type of the operands. Integer division truncates on storing, so only FloorDiv needs care. */
const ARITHMETIC: Readonly<Record<string, Elementwise>> = {
  AddV2: (a, b) => a! + b!, Sub: (a, b) => a! - b!, Mul: (a, b) => a! * b!, RealDiv: (a, b) => a! / b!,
  FloorDiv: (a, b) => Math.floor(a! / b!), FloorMod: (a, b) => a! - b! * Math.floor(a! / b!),
  Maximum: (a, b) => Math.max(a!, b!), Minimum: (a, b) => Math.min(a!, b!),
  Neg: (a) => -a!, Abs: (a) => Math.abs(a!), Sign: (a) => Math.sign(a!), Floor: (a) => Math.floor(a!), Exp: (a) => Math.exp(a!),
  Tanh: (a) => Math.tanh(a!), Square: (a) => a! * a!, Rsqrt: (a) => 1 / Math.sqrt(a!), Reciprocal: (a) => 1 / a!,
};
const COMPARISON: Readonly<Record<string, Elementwise>> = {
  Greater: (a, b) => Number(a! > b!), GreaterEqual: (a, b) => Number(a! >= b!), Less: (a, b) => Number(a! < b!),
  LessEqual: (a, b) => Number(a! <= b!), NotEqual: (a, b) => Number(a !== b), LogicalAnd: (a, b) => Number(a !== 0 && b !== 0),
};
const TF_TYPES: Readonly<Record<string, ConstantType>> = { DT_FLOAT: 'float32', DT_INT32: 'int32', DT_BOOL: 'bool' };

function elementwise(dtype: ConstantType, inputs: readonly Constant[], compute: Elementwise): Constant {
  const shape = broadcastShapes(...inputs.map((input) => input.shape));
  const data = allocate(dtype, sizeOf(shape));
  const sources = inputs.map((input) => input.data);
  forEachOffset(shape, inputs.map((input) => broadcastStrides(input.shape, shape)), (index, offsets) => {
    data[index] = compute(...sources.map((source, i) => source[offsets[i]!]!));
  });
  return { dtype, shape, data };
}

/** Reads `source` in row-major order of `shape` through `strides`. */
function gatherStrided(source: Constant, shape: readonly number[], strides: readonly number[], start = 0): Constant {
  const data = allocate(source.dtype, sizeOf(shape));
  forEachOffset(shape, [strides], (index, offsets) => { data[index] = source.data[start + offsets[0]!]!; });
  return { dtype: source.dtype, shape, data };
}

/** Permutes the axes of a constant: axis `i` of the result is axis `permutation[i]` of the source. */
export function transposeConstant(source: Constant, permutation: readonly number[]): Constant {
  const strides = rowMajorStrides(source.shape);
  return gatherStrided(source, permutation.map((axis) => source.shape[axis]!), permutation.map((axis) => strides[axis]!));
}

function sum(source: Constant, axes: readonly number[], keepDims: boolean): Constant {
  const reduced = new Set(axes.map((axis) => (axis + source.shape.length) % source.shape.length));
  const kept = source.shape.map((extent, axis) => (reduced.has(axis) ? 1 : extent));
  const totals = new Float64Array(sizeOf(kept));
  forEachOffset(source.shape, [broadcastStrides(kept, source.shape)], (index, offsets) => { totals[offsets[0]!]! += source.data[index]!; });
  const data = allocate(source.dtype, totals.length);
  data.set(totals);
  return { dtype: source.dtype, shape: keepDims ? kept : source.shape.filter((_, axis) => !reduced.has(axis)), data };
}

function concatenate(parts: readonly Constant[], axis: number): Constant {
  const first = parts[0]!;
  const at = (axis + first.shape.length) % first.shape.length;
  const shape = first.shape.map((extent, i) => (i === at ? parts.reduce((total, part) => total + part.shape[i]!, 0) : extent));
  const data = allocate(first.dtype, sizeOf(shape));
  const outer = sizeOf(shape.slice(0, at));
  let written = 0;
  for (let row = 0; row < outer; row++) {
    for (const part of parts) {
      const run = sizeOf(part.shape.slice(at));
      data.set(part.data.subarray(row * run, (row + 1) * run), written);
      written += run;
    }
  }
  return { dtype: first.dtype, shape, data };
}

function stridedSlice(node: TfNode, [source, begin, end, step]: readonly Constant[]): Constant {
  const slice = resolveSlice(node, source!.shape, [...begin!.data], [...end!.data], [...step!.data]);
  const strides = rowMajorStrides(source!.shape);
  const start = slice.starts.reduce((total, from, axis) => total + from * strides[axis]!, 0);
  return { ...gatherStrided(source!, slice.extents, strides.map((stride, axis) => stride * slice.steps[axis]!), start), shape: slice.shape };
}

/**
 * Computes a node whose inputs are all known, as TensorFlow would; undefined for an op that has no constant form here.
 * Every op rounds to float32 or int32, as the original does.
 */
export function foldConstant(node: TfNode, inputs: readonly Constant[]): Constant | undefined {
  const arithmetic = ARITHMETIC[node.op];
  if (arithmetic) return elementwise(inputs[0]!.dtype, inputs, arithmetic);
  const comparison = COMPARISON[node.op];
  if (comparison) return elementwise('bool', inputs, comparison);
  const [first, second, third] = inputs;
  switch (node.op) {
    case 'Identity': return first;
    case 'SelectV2': return elementwise(second!.dtype, inputs, (condition, yes, no) => (condition ? yes! : no!));
    case 'Cast': return elementwise(TF_TYPES[typeAttribute(node, 'DstT')]!, inputs, (value) => (typeAttribute(node, 'DstT') === 'DT_BOOL' ? Number(value !== 0) : value!));
    case 'Shape': return { dtype: 'int32', shape: [first!.shape.length], data: Int32Array.from(first!.shape) };
    case 'Reshape': return { ...first!, shape: resolveReshape(first!.shape, [...second!.data]) };
    case 'ExpandDims': return { ...first!, shape: first!.shape.toSpliced(second!.data[0]! < 0 ? first!.shape.length + 1 + second!.data[0]! : second!.data[0]!, 0, 1) };
    case 'Squeeze': {
      const axes = integersAttribute(node, 'squeeze_dims').map((axis) => (axis + first!.shape.length) % first!.shape.length);
      return { ...first!, shape: first!.shape.filter((extent, axis) => (axes.length === 0 ? extent !== 1 : !axes.includes(axis))) };
    }
    case 'BroadcastTo': {
      const shape = [...second!.data];
      return gatherStrided(first!, shape, broadcastStrides(first!.shape, shape));
    }
    case 'Transpose': return transposeConstant(first!, [...second!.data]);
    case 'Sum': return sum(first!, [...second!.data], flagAttribute(node, 'keep_dims'));
    case 'ConcatV2': return concatenate(inputs.slice(0, -1), inputs.at(-1)!.data[0]!);
    case 'Pack': {
      const axis = integerAttribute(node, 'axis');
      return concatenate(inputs.map((input) => ({ ...input, shape: input.shape.toSpliced(axis, 0, 1) })), axis);
    }
    case 'Range': {
      const [start, limit, delta] = [first!.data[0]!, second!.data[0]!, third!.data[0]!];
      const length = Math.max(0, Math.ceil((limit - start) / delta));
      const data = allocate(first!.dtype, length);
      for (let i = 0; i < length; i++) data[i] = start + i * delta;
      return { dtype: first!.dtype, shape: [length], data };
    }
    case 'StridedSlice': return stridedSlice(node, inputs);
    default: return undefined;
  }
}
