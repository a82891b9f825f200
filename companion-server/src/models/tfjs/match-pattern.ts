import type { OnnxGraph } from '../../engines/onnx/model/onnx-graph';

/**
 * A shape of computation to look for. `any` matches every tensor and binds its name; a name that occurs twice must be
 * the same tensor both times. `scalar` is a constant of one value, within float32 rounding.
 */
export type Pattern =
  | { readonly kind: 'any'; readonly bind: string }
  | { readonly kind: 'scalar'; readonly value: number }
  | { readonly kind: 'node'; readonly op: string; readonly inputs: readonly Pattern[] };

export type Bindings = ReadonlyMap<string, string>;

const COMMUTATIVE = new Set(['Add', 'Mul', 'Max']);
/** float32 has 24 bits: relative rounding of a decimal literal stays below 1e-7. */
const LITERAL_TOLERANCE = 1e-6;

export const any = (bind: string): Pattern => ({ kind: 'any', bind });
export const scalar = (value: number): Pattern => ({ kind: 'scalar', value });
export const node = (op: string, ...inputs: readonly Pattern[]): Pattern => ({ kind: 'node', op, inputs });

/** All values of a constant when they are one and the same; undefined otherwise. */
export function uniformValue(graph: OnnxGraph, name: string): number | undefined {
  const data = graph.initializers.get(name)?.data;
  const first = data?.[0];
  return first !== undefined && data?.every((value: number) => value === first) ? first : undefined;
}

/** Matches the computation that ends in the tensor `name`; undefined when it has another shape. */
export function matchPattern(graph: OnnxGraph, name: string, pattern: Pattern, bound: Bindings = new Map()): Bindings | undefined {
  switch (pattern.kind) {
    case 'any': {
      const known = bound.get(pattern.bind);
      if (known !== undefined) return known === name ? bound : undefined;
      return new Map([...bound, [pattern.bind, name]]);
    }
    case 'scalar': {
      const value = uniformValue(graph, name);
      return value !== undefined && Math.abs(value - pattern.value) <= LITERAL_TOLERANCE * Math.abs(pattern.value) ? bound : undefined;
    }
    case 'node': {
      const found = graph.nodes.get(name);
      if (found?.op !== pattern.op || found.inputs.length !== pattern.inputs.length) return undefined;
      const inOrder = matchAll(graph, found.inputs, pattern.inputs, bound);
      if (inOrder !== undefined || !COMMUTATIVE.has(pattern.op)) return inOrder;
      return matchAll(graph, [...found.inputs].reverse(), pattern.inputs, bound);
    }
  }
}

function matchAll(graph: OnnxGraph, names: readonly string[], patterns: readonly Pattern[], bound: Bindings): Bindings | undefined {
  let current: Bindings | undefined = bound;
  for (let i = 0; current !== undefined && i < names.length; i++) current = matchPattern(graph, names[i]!, patterns[i]!, current);
  return current;
}
