import { knownAnswer } from '../engines/onnx/known-answer';
import { onnx } from '../engines/onnx/model/onnx-schema';
import { buildNetwork, sha256 } from './build-network';
import type { Build, ModelEntry } from './model-entry';
import { onnxEntry } from './package-registry.fixture';
import { TfjsModel } from './tfjs/tfjs-model.fixture';

const entryOf = (build: Build): ModelEntry => ({ ...onnxEntry(Buffer.alloc(0), Buffer.alloc(0)), build });
const refusal = expect.objectContaining({ code: 'MODEL_INTEGRITY' }) as Error;

describe('buildNetwork', () => {
  const { model } = knownAnswer();

  it('keeps an ONNX file byte for byte, if it is the right one', () => {
    const build = { kind: 'onnx', file: 'net.onnx', sha256: sha256(model) } as const;
    expect(buildNetwork(entryOf(build), new Map([['net.onnx', model]]))).toBe(model);
    const changed = Uint8Array.from(model);
    changed[changed.length - 1]! ^= 1;
    expect(() => buildNetwork(entryOf(build), new Map([['net.onnx', changed]]))).toThrow(refusal);
  });

  it('frees the size of a frozen one', () => {
    const build = { kind: 'freeOnnx', file: 'net.onnx', sha256: sha256(model) } as const;
    const built = onnx.ModelProto.decode(buildNetwork(entryOf(build), new Map([['net.onnx', model]])));
    expect(built.graph!.input![0]!.type!.tensorType!.shape!.dim!.slice(2).map(({ dimParam }) => dimParam)).toEqual(['height', 'width']);
  });

  it('joins the shards of a TensorFlow.js graph in the listed order, and converts for the tile size', () => {
    const tfjs = new TfjsModel();
    const { json, weights } = tfjs.finish(tfjs.node('AddV2', ['x', tfjs.constant([3], [1, 2, 3])]));
    const modelJson = Buffer.from(json);
    const build: Build = { kind: 'tfjs', modelJson: 'model.json', modelSha256: sha256(modelJson), weights: ['2.bin', '1.bin'], weightsSha256: sha256(weights), tileSize: 8 };
    const files = new Map<string, Uint8Array>([['model.json', modelJson], ['1.bin', weights.subarray(5)], ['2.bin', weights.subarray(0, 5)]]);
    const graph = onnx.ModelProto.decode(buildNetwork(entryOf(build), files)).graph!;
    expect(graph.input![0]!.type!.tensorType!.shape!.dim!.map(({ dimValue }) => Number(dimValue))).toEqual([1, 8, 8, 3]);
    expect(graph.initializer!.map(({ rawData }) => [...new Float32Array(Uint8Array.from(rawData!).buffer)])).toEqual([[1, 2, 3]]);
    expect(() => buildNetwork(entryOf({ ...build, weights: ['1.bin', '2.bin'] }), files)).toThrow(refusal);
    expect(() => buildNetwork(entryOf({ ...build, modelSha256: sha256(weights) }), files)).toThrow(refusal);
  });
});
