import type { onnx as schema } from 'onnx-proto';
import { onnx } from './onnx-schema';

const { FLOAT, FLOAT16 } = onnx.TensorProto.DataType;
const AttributeType = onnx.AttributeProto.AttributeType;
/** The largest finite half. */
const LARGEST = 65504;

/**
 * The same network with half-precision weights and arithmetic. Inputs and outputs stay float32: a Cast stands behind each input and before each
 * output, so a caller sees no difference. Raises an error for float tensors that are not stored as raw bytes or float data.
 */
export function toFloat16(file: Uint8Array): Uint8Array {
  const model = onnx.ModelProto.decode(file);
  const graph = model.graph!;
  for (const tensor of graph.initializer ?? []) narrow(tensor);
  const nodes = graph.node ?? [];
  for (const node of nodes) {
    for (const attribute of node.attribute ?? []) if (attribute.type === AttributeType.TENSOR && attribute.t) narrow(attribute.t);
    if (node.opType === 'Cast') for (const attribute of node.attribute ?? []) if (attribute.name === 'to' && Number(attribute.i) === FLOAT) attribute.i = FLOAT16;
  }
  const cast = (input: string, output: string, to: number): schema.INodeProto => ({ opType: 'Cast', name: `cast_${output}`, input: [input], output: [output], attribute: [{ name: 'to', type: AttributeType.INT, i: to }] });
  const before = (graph.input ?? []).filter(isFloat).map(({ name }) => {
    rename(nodes, 'input', name!, `${name!}_half`);
    return cast(name!, `${name!}_half`, FLOAT16);
  });
  const after = (graph.output ?? []).filter(isFloat).map(({ name }) => {
    rename(nodes, 'output', name!, `${name!}_half`);
    rename(nodes, 'input', name!, `${name!}_half`);
    return cast(`${name!}_half`, name!, FLOAT);
  });
  graph.node = [...before, ...nodes, ...after];
  graph.valueInfo = [];
  return onnx.ModelProto.encode(model).finish();
}

const isFloat = (value: schema.IValueInfoProto): boolean => value.type?.tensorType?.elemType === FLOAT;

function rename(nodes: readonly schema.INodeProto[], side: 'input' | 'output', from: string, to: string): void {
  for (const node of nodes) node[side] = (node[side] ?? []).map((name) => (name === from ? to : name));
}

function narrow(tensor: schema.ITensorProto): void {
  if (tensor.dataType !== FLOAT) return;
  const values = floatsOf(tensor);
  tensor.dataType = FLOAT16;
  tensor.floatData = [];
  tensor.rawData = new Uint8Array(Uint16Array.from(values, toHalf).buffer);
}

function floatsOf({ rawData, floatData }: schema.ITensorProto): Float32Array {
  if (rawData && rawData.length > 0) return new Float32Array(rawData.slice().buffer);
  return Float32Array.from(floatData ?? []);
}

const single = new Float32Array(1), bits = new Uint32Array(single.buffer);

/** Bits of the nearest half, ties to even; beyond its range the largest finite one (IEEE 754 binary16). */
export function toHalf(value: number): number {
  single[0] = Math.max(-LARGEST, Math.min(LARGEST, value));
  const sign = (bits[0]! >>> 16) & 0x8000, magnitude = bits[0]! & 0x7fffffff;
  // below the smallest normal half: count in units of 2^-24
  if (magnitude < 0x38800000) {
    const units = Math.abs(single[0]) * 2 ** 24, floor = Math.floor(units), rest = units - floor;
    return sign | (rest > 0.5 || (rest === 0.5 && (floor & 1) === 1) ? floor + 1 : floor);
  }
  const rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
  return sign | ((rounded - 0x38000000) >>> 13);
}
