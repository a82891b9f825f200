import { createHash } from 'node:crypto';
import type { Constant } from './constant';

export type OnnxAttribute = number | string | readonly number[];

/** One ONNX node with one output; an input named '' is left out. `float` attributes are listed apart from integers. */
export interface OnnxNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly integers: Readonly<Record<string, number | readonly number[]>>;
  readonly floats: Readonly<Record<string, number>>;
  readonly strings: Readonly<Record<string, string>>;
}
export type OnnxAttributes = Partial<Pick<OnnxNode, 'integers' | 'floats' | 'strings'>>;

/** Shape values of Reshape, Slice and so on are int64 in ONNX; they are kept as plain numbers here. */
export type Initializer = Constant | { readonly dtype: 'int64'; readonly shape: readonly number[]; readonly data: readonly number[] };

/**
 * An ONNX graph while it is being built. Equal constants and equal nodes are stored once. Names are short and follow
 * the order of creation, so that the same input gives the same bytes.
 */
export class OnnxGraph {
  readonly nodes = new Map<string, OnnxNode>();
  readonly initializers = new Map<string, Initializer>();
  output = '';
  private readonly byContent = new Map<string, string>();

  constructor(readonly input: string, readonly inputShape: readonly number[]) {}

  /** Adds a constant, or finds the equal one that is there; returns its name. */
  constant(value: Initializer): string {
    const bytes = value.dtype === 'int64' ? Buffer.from(JSON.stringify(value.data)) : new Uint8Array(value.data.buffer, value.data.byteOffset, value.data.byteLength);
    const key = `${value.dtype} ${value.shape.join()} ${createHash('sha256').update(bytes).digest('base64')}`;
    return this.remember(key, 'c', (name) => this.initializers.set(name, value));
  }

  /** A 1-D int64 constant. */
  integers(data: readonly number[]): string {
    return this.constant({ dtype: 'int64', shape: [data.length], data });
  }

  /** Adds a node, or finds the equal one; returns the name of its output. */
  node(op: string, inputs: readonly string[], { integers = {}, floats = {}, strings = {} }: OnnxAttributes = {}): string {
    const key = JSON.stringify([op, inputs, integers, floats, strings]);
    return this.remember(key, 'n', (output) => this.nodes.set(output, { op, inputs, output, integers, floats, strings }));
  }

  /** Puts another computation in the place of the node that makes `output`. */
  replace(output: string, op: string, inputs: readonly string[], { integers = {}, floats = {}, strings = {} }: OnnxAttributes = {}): void {
    this.nodes.set(output, { op, inputs, output, integers, floats, strings });
  }

  /** Nodes that the output needs, each after its inputs. */
  ordered(): OnnxNode[] {
    const order: OnnxNode[] = [];
    const done = new Set<string>();
    const stack: { name: string; expanded: boolean }[] = [{ name: this.output, expanded: false }];
    while (stack.length > 0) {
      const { name, expanded } = stack.pop()!;
      const node = this.nodes.get(name);
      if (node === undefined || done.has(name)) continue;
      if (expanded) {
        done.add(name);
        order.push(node);
        continue;
      }
      stack.push({ name, expanded: true });
      for (const input of [...node.inputs].reverse()) stack.push({ name: input, expanded: false });
    }
    return order;
  }

  private remember(key: string, prefix: string, add: (name: string) => void): string {
    const known = this.byContent.get(key);
    if (known !== undefined) return known;
    const name = `${prefix}${this.byContent.size}`;
    this.byContent.set(key, name);
    add(name);
    return name;
  }
}
