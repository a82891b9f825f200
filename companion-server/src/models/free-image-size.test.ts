import { onnx } from '../engines/onnx/model/onnx-schema';
import { freeImageSize } from './free-image-size';

describe('freeImageSize', () => {
  it('frees height and width of NCHW inputs and outputs only, and forgets the noted shapes', () => {
    const value = (name: string, dims: readonly number[]) => ({ name, type: { tensorType: { elemType: 1, shape: { dim: dims.map((dimValue) => ({ dimValue })) } } } });
    const frozen = onnx.ModelProto.encode({ irVersion: 8, graph: { input: [value('in', [1, 4, 104, 104]), value('sigma', [1])], output: [value('out', [1, 3, 104, 104])], valueInfo: [value('middle', [1, 64, 104, 104])] } }).finish();
    const graph = onnx.ModelProto.decode(freeImageSize(frozen)).graph!;
    const shapes = (infos: typeof graph.input): unknown[] => infos!.map(({ type }) => type!.tensorType!.shape!.dim!.map(({ dimValue, dimParam }) => (dimParam ? dimParam : Number(dimValue))));
    expect(shapes(graph.input)).toEqual([[1, 4, 'height', 'width'], [1]]);
    expect(shapes(graph.output)).toEqual([[1, 3, 'height', 'width']]);
    expect(graph.valueInfo).toEqual([]);
  });
});
