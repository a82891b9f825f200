import type { Constant, ConstantData, ConstantType } from '../../engines/onnx/model/constant';

interface TfAttribute {
  readonly i?: string | number;
  readonly s?: string;
  readonly b?: boolean;
  readonly type?: string;
  readonly list?: { readonly i?: readonly (string | number)[] };
}

/** A node of a TensorFlow graph; control inputs are dropped, inputs name the first output of another node. */
export interface TfNode {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly attributes: Readonly<Record<string, TfAttribute>>;
}

/** A graph with one image in and one image out, and its weights by the name of their Const node. */
export interface TfGraph {
  readonly nodes: ReadonlyMap<string, TfNode>;
  readonly weights: ReadonlyMap<string, Constant>;
  readonly input: string;
  readonly output: string;
}

/** The part of a TensorFlow.js `model.json` (format "graph-model") that is read. */
interface ModelJson {
  readonly format?: string;
  readonly signature: { readonly inputs: Record<string, { name: string }>; readonly outputs: Record<string, { name: string }> };
  readonly modelTopology: { readonly node: readonly { name: string; op: string; input?: readonly string[]; attr?: Record<string, TfAttribute> }[] };
  readonly weightsManifest: readonly WeightsGroup[];
}
interface WeightsGroup {
  readonly paths: readonly string[];
  readonly weights: readonly { name: string; shape: readonly number[]; dtype: string; quantization?: unknown }[];
}

const nodeName = (reference: string): string => reference.replace(/:\d+$/, '');

function typedView(dtype: string, bytes: Uint8Array, length: number): ConstantData {
  // Shards may leave a tensor unaligned: a copy is aligned. (`slice` of a Node buffer would not copy.)
  const copy = new Uint8Array(bytes).buffer;
  switch (dtype) {
    case 'float32': return new Float32Array(copy, 0, length);
    case 'int32': return new Int32Array(copy, 0, length);
    case 'bool': return new Uint8Array(copy, 0, length);
    default: throw new Error(`weights of type ${dtype} are not supported`);
  }
}

function readWeights(groups: readonly WeightsGroup[], bytes: Uint8Array): Map<string, Constant> {
  const weights = new Map<string, Constant>();
  let offset = 0;
  for (const entry of groups.flatMap((group) => group.weights)) {
    if (entry.quantization !== undefined) throw new Error(`weight ${entry.name} is quantised, which is not supported`);
    const length = entry.shape.reduce((product, extent) => product * extent, 1);
    const byteLength = length * (entry.dtype === 'bool' ? 1 : 4);
    if (offset + byteLength > bytes.byteLength) throw new Error(`the weights end before ${entry.name}`);
    weights.set(entry.name, { dtype: entry.dtype as ConstantType, shape: entry.shape, data: typedView(entry.dtype, bytes.subarray(offset, offset + byteLength), length) });
    offset += byteLength;
  }
  if (offset !== bytes.byteLength) throw new Error(`${bytes.byteLength - offset} bytes of weights are left over`);
  return weights;
}

/** Paths of the weight shards, in the order in which they must be concatenated. */
export function shardPaths(modelJson: string): string[] {
  return (JSON.parse(modelJson) as ModelJson).weightsManifest.flatMap((group) => group.paths);
}

/**
 * Reads a TensorFlow.js graph model.
 * @param modelJson text of `model.json`
 * @param weightBytes all shards, concatenated in the order of {@link shardPaths}
 * @throws Error when the graph has another form than one input and one output, or weights are quantised or missing
 */
export function readGraph(modelJson: string, weightBytes: Uint8Array): TfGraph {
  const model = JSON.parse(modelJson) as ModelJson;
  const inputs = Object.values(model.signature.inputs);
  const outputs = Object.values(model.signature.outputs);
  if (inputs.length !== 1 || outputs.length !== 1) throw new Error('only graphs with one input and one output are supported');
  const nodes = new Map<string, TfNode>();
  for (const { name, op, input = [], attr = {} } of model.modelTopology.node) {
    nodes.set(name, { name, op, inputs: input.filter((reference) => !reference.startsWith('^')).map(nodeName), attributes: attr });
  }
  return { nodes, weights: readWeights(model.weightsManifest, weightBytes), input: nodeName(inputs[0]!.name), output: nodeName(outputs[0]!.name) };
}

/** Nodes that `graph.output` needs, every node after its inputs. Iterative: these graphs are thousands of nodes deep. */
export function topologicalOrder(graph: TfGraph): TfNode[] {
  const order: TfNode[] = [];
  const done = new Set<string>();
  const stack: { name: string; expanded: boolean }[] = [{ name: graph.output, expanded: false }];
  while (stack.length > 0) {
    const { name, expanded } = stack.pop()!;
    if (done.has(name)) continue;
    const node = graph.nodes.get(name);
    if (node === undefined) throw new Error(`the graph has no node ${name}`);
    if (expanded) {
      done.add(name);
      order.push(node);
      continue;
    }
    stack.push({ name, expanded: true });
    for (const input of [...node.inputs].reverse()) if (!done.has(input)) stack.push({ name: input, expanded: false });
  }
  return order;
}

export const integerAttribute = (node: TfNode, key: string, fallback = 0): number => Number(node.attributes[key]?.i ?? fallback);
export const integersAttribute = (node: TfNode, key: string): number[] => (node.attributes[key]?.list?.i ?? []).map(Number);
export const flagAttribute = (node: TfNode, key: string): boolean => node.attributes[key]?.b ?? false;
/** String attributes are base64 in TensorFlow.js files. */
export const textAttribute = (node: TfNode, key: string): string => Buffer.from(node.attributes[key]?.s ?? '', 'base64').toString('utf8');
export const typeAttribute = (node: TfNode, key: string): string => node.attributes[key]?.type ?? '';
