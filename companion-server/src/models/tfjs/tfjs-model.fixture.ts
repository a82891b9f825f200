/** A TensorFlow.js graph model in the making: nodes and weights as the converter of TensorFlow writes them. */
export class TfjsModel {
  private readonly nodes: { name: string; op: string; input?: string[]; attr?: object }[] = [{ name: 'x', op: 'Placeholder' }];
  private readonly weights: { name: string; shape: readonly number[]; dtype: string; data: readonly number[] }[] = [];
  private count = 0;

  constant(shape: readonly number[], data: readonly number[], dtype: 'float32' | 'int32' = 'float32'): string {
    const name = `const_${++this.count}`;
    this.nodes.push({ name, op: 'Const' });
    this.weights.push({ name, shape, dtype, data });
    return name;
  }
  node(op: string, inputs: readonly string[], attributes: Readonly<Record<string, number | boolean | string | readonly number[]>> = {}): string {
    const name = `${op}_${++this.count}`;
    const attr = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, attributeOf(value)]));
    this.nodes.push({ name, op, input: [...inputs], attr });
    return name;
  }
  scalar(value: number): string { return this.constant([], [value]); }

  /** model.json and the bytes of its weights, ending in `output`. */
  finish(output: string): { json: string; weights: Uint8Array } {
    const bytes = Buffer.concat(this.weights.map(({ dtype, data }) => Buffer.from((dtype === 'int32' ? Int32Array.from(data) : Float32Array.from(data)).buffer)));
    const json = JSON.stringify({
      format: 'graph-model', signature: { inputs: { x: { name: 'x:0' } }, outputs: { y: { name: output } } },
      modelTopology: { node: this.nodes }, weightsManifest: [{ paths: ['w.bin'], weights: this.weights.map(({ name, shape, dtype }) => ({ name, shape, dtype })) }],
    });
    return { json, weights: bytes };
  }
}

function attributeOf(value: number | boolean | string | readonly number[]): object {
  if (typeof value === 'string') return { s: Buffer.from(value).toString('base64') };
  if (typeof value === 'boolean') return { b: value };
  return typeof value === 'number' ? { i: String(value) } : { list: { i: value.map(String) } };
}
