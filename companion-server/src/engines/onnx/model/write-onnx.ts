import type { onnx as schema } from 'onnx-proto';
import { onnx } from './onnx-schema';
import type { Initializer, OnnxGraph, OnnxNode } from './onnx-graph';

/** Opset 20 is the first with Gelu; IR 9 belongs to it (ONNX releases table). */
const OPSET = 20;
const IR_VERSION = 9;
const { FLOAT, INT64, BOOL } = onnx.TensorProto.DataType;
const AttributeType = onnx.AttributeProto.AttributeType;

function rawBytes(value: Initializer): Uint8Array {
  if (value.dtype === 'int64') return new Uint8Array(BigInt64Array.from(value.data, BigInt).buffer);
  return new Uint8Array(value.data.buffer, value.data.byteOffset, value.data.byteLength);
}

function tensor(name: string, value: Initializer): schema.ITensorProto {
  const dataType = { float32: FLOAT, int64: INT64, bool: BOOL, int32: onnx.TensorProto.DataType.INT32 }[value.dtype];
  return { name, dims: [...value.shape], dataType, rawData: rawBytes(value) };
}

function attributes(node: OnnxNode): schema.IAttributeProto[] {
  return [
    ...Object.entries(node.integers).map(([name, value]) => (typeof value === 'number'
      ? { name, type: AttributeType.INT, i: value } : { name, type: AttributeType.INTS, ints: [...value] })),
    ...Object.entries(node.floats).map(([name, f]) => ({ name, type: AttributeType.FLOAT, f })),
    ...Object.entries(node.strings).map(([name, value]) => ({ name, type: AttributeType.STRING, s: Buffer.from(value) })),
  ];
}

const floatValue = (name: string, shape: readonly number[]): schema.IValueInfoProto =>
  ({ name, type: { tensorType: { elemType: FLOAT, shape: { dim: shape.map((dimValue) => ({ dimValue })) } } } });

/**
 * Encodes a graph as an ONNX file (opset 20, IR 9) with float32 `input` and `output`. Only what the output needs is
 * written, in a fixed order: the same graph gives the same bytes. Assumes a little-endian machine, as every one that
 * onnxruntime-node supports is.
 * @param outputShape shape of the output, written for readers of the file
 */
export function writeOnnx(graph: OnnxGraph, name: string, outputShape: readonly number[]): Uint8Array {
  const nodes = [...graph.ordered(), { op: 'Identity', inputs: [graph.output], output: 'output', integers: {}, floats: {}, strings: {} }];
  const used = new Set(nodes.flatMap((node) => node.inputs));
  const model = onnx.ModelProto.create({
    irVersion: IR_VERSION,
    producerName: 'photocrafter',
    opsetImport: [{ domain: '', version: OPSET }],
    graph: {
      name,
      input: [floatValue(graph.input, graph.inputShape)],
      output: [floatValue('output', outputShape)],
      initializer: [...graph.initializers].filter(([key]) => used.has(key)).map(([key, value]) => tensor(key, value)),
      node: nodes.map((node) => ({ opType: node.op, name: node.output, input: [...node.inputs], output: [node.output], attribute: attributes(node) })),
    },
  });
  return onnx.ModelProto.encode(model).finish();
}
