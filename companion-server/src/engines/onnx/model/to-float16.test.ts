import fc from 'fast-check';
import { knownAnswer } from '../known-answer';
import { onnx } from './onnx-schema';
import { toFloat16, toHalf } from './to-float16';

/** IEEE 754 binary16, from its definition. */
function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1, exponent = (half >> 10) & 31, fraction = half & 1023;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

describe('toHalf', () => {
  it('gives every half back', () => {
    for (let half = 0; half < 0x7c00; half++) expect(toHalf(fromHalf(half))).toBe(half);
  });
  it('takes the nearest, and the largest beyond the range', () => {
    fc.assert(fc.property(fc.float({ noNaN: true, min: -65504, max: 65504 }), (value) => {
      const half = toHalf(value), error = Math.abs(fromHalf(half) - value);
      for (const other of [half - 1, half + 1]) if ((other & 0x7fff) < 0x7c00 && other >= 0) expect(error).toBeLessThanOrEqual(Math.abs(fromHalf(other) - value));
    }));
    expect(fromHalf(toHalf(1e9))).toBe(65504);
  });
});

describe('toFloat16', () => {
  it('halves the weights and keeps what a caller sees in float32', () => {
    const { model } = knownAnswer();
    const { graph } = onnx.ModelProto.decode(toFloat16(model));
    expect(graph!.initializer!.every(({ dataType }) => dataType === onnx.TensorProto.DataType.FLOAT16)).toBe(true);
    expect([...graph!.input!, ...graph!.output!].every(({ type }) => type?.tensorType?.elemType === onnx.TensorProto.DataType.FLOAT)).toBe(true);
    expect(graph!.node!.filter(({ opType }) => opType === 'Cast').map(({ input, output }) => [input, output])).toEqual([[['input'], ['input_half']], [['output_half'], ['output']]]);
  });
});
