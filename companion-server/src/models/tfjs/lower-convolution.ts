import { transposeConstant } from './fold-constants';
import type { OnnxGraph } from '../../engines/onnx/model/onnx-graph';
import { integersAttribute, textAttribute, type TfNode } from './read-graph';
import { asConstant, constantName, dynamic, materialise, type Value } from './value';

const NHWC_TO_NCHW = [0, 3, 1, 2];
const NCHW_TO_NHWC = [0, 2, 3, 1];

function spatialStrides(node: TfNode): [number, number] {
  const dilations = integersAttribute(node, 'dilations');
  if (textAttribute(node, 'data_format') !== 'NHWC' || dilations.some((dilation) => dilation !== 1)) {
    throw new Error(`${node.op} ${node.name} uses a layout or dilation that is not supported`);
  }
  const strides = integersAttribute(node, 'strides');
  return [strides[1]!, strides[2]!];
}

/** TensorFlow's SAME: the output is ceil(in / stride) long, and an odd rest of padding goes behind. */
function samePadding(extent: number, kernel: number, stride: number): { before: number; after: number; out: number } {
  const out = Math.ceil(extent / stride);
  const total = Math.max((out - 1) * stride + kernel - extent, 0);
  return { before: Math.floor(total / 2), after: total - Math.floor(total / 2), out };
}

const validPadding = (extent: number, kernel: number, stride: number): { before: number; after: number; out: number } =>
  ({ before: 0, after: 0, out: Math.floor((extent - kernel) / stride) + 1 });

function padding(node: TfNode): typeof samePadding {
  const kind = textAttribute(node, 'padding');
  if (kind !== 'SAME' && kind !== 'VALID') throw new Error(`padding ${kind} of ${node.name} is not supported`);
  return kind === 'SAME' ? samePadding : validPadding;
}

/**
 * Conv2D, NHWC with an HWIO kernel. A 1 x 1 kernel with stride 1 is a matrix product over channels and needs no change
 * of layout; any other becomes Transpose, Conv, Transpose.
 */
export function lowerConvolution(node: TfNode, [source, kernelValue]: readonly Value[], graph: OnnxGraph): Value {
  const kernel = asConstant(kernelValue!);
  const [kernelHeight, kernelWidth, channelsIn, channelsOut] = kernel.shape as [number, number, number, number];
  const [strideY, strideX] = spatialStrides(node);
  const [batch, height, width] = source!.shape as [number, number, number, number];
  const input = materialise(source!, graph);
  if (kernelHeight === 1 && kernelWidth === 1 && strideY === 1 && strideX === 1) {
    const matrix = constantName({ ...kernel, shape: [channelsIn, channelsOut] }, graph);
    return dynamic(graph.node('MatMul', [input, matrix]), [batch, height, width, channelsOut]);
  }
  const pad = padding(node);
  const y = pad(height, kernelHeight, strideY);
  const x = pad(width, kernelWidth, strideX);
  const weights = constantName(transposeConstant(kernel, [3, 2, 0, 1]), graph);
  const planes = graph.node('Transpose', [input], { integers: { perm: NHWC_TO_NCHW } });
  const convolved = graph.node('Conv', [planes, weights], {
    integers: { kernel_shape: [kernelHeight, kernelWidth], strides: [strideY, strideX], pads: [y.before, x.before, y.after, x.after] },
  });
  return dynamic(graph.node('Transpose', [convolved], { integers: { perm: NCHW_TO_NHWC } }), [batch, y.out, x.out, channelsOut]);
}

/** Conv2DBackpropInput with VALID padding: a transposed convolution; its kernel is [height, width, out, in]. */
export function lowerTransposedConvolution(node: TfNode, [, kernelValue, source]: readonly Value[], graph: OnnxGraph): Value {
  const kernel = asConstant(kernelValue!);
  const [kernelHeight, kernelWidth, channelsOut] = kernel.shape as [number, number, number, number];
  const strides = spatialStrides(node);
  if (textAttribute(node, 'padding') !== 'VALID') throw new Error(`only VALID padding is supported in ${node.name}`);
  const [batch, height, width] = source!.shape as [number, number, number, number];
  const weights = constantName(transposeConstant(kernel, [3, 2, 0, 1]), graph);
  const planes = graph.node('Transpose', [materialise(source!, graph)], { integers: { perm: NHWC_TO_NCHW } });
  const grown = graph.node('ConvTranspose', [planes, weights], { integers: { kernel_shape: [kernelHeight, kernelWidth], strides } });
  const shape = [batch, (height - 1) * strides[0] + kernelHeight, (width - 1) * strides[1] + kernelWidth, channelsOut];
  return dynamic(graph.node('Transpose', [grown], { integers: { perm: NCHW_TO_NHWC } }), shape);
}
