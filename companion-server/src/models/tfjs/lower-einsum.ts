import type { OnnxGraph } from '../../engines/onnx/model/onnx-graph';
import { textAttribute, type TfNode } from './read-graph';
import { dynamic, materialise, type Value } from './value';

/** Renames subscripts in order of appearance, so that equations can be compared. */
function normalise(equation: string): string {
  const letters = new Map<string, string>();
  return equation.replace(/[a-zA-Z]/g, (letter) => {
    if (!letters.has(letter)) letters.set(letter, String.fromCharCode(97 + letters.size));
    return letters.get(letter)!;
  });
}

function shapeOf(equation: string, inputs: readonly Value[]): number[] {
  const [left, right] = equation.split('->');
  const extents = new Map<string, number>();
  left!.split(',').forEach((subscripts, operand) => {
    [...subscripts].forEach((letter, axis) => extents.set(letter, inputs[operand]!.shape[axis]!));
  });
  return [...right!].map((letter) => extents.get(letter)!);
}

/**
 * Einsum. The two products that MAXIM uses most become MatMul, which runs many times faster than Einsum:
 * over channels (`abcg,gf->abcf`), and along the width (`abgd,gf->abdf`). Every other equation stays an Einsum.
 */
export function lowerEinsum(node: TfNode, inputs: readonly Value[], graph: OnnxGraph): Value {
  const equation = textAttribute(node, 'equation');
  const names = inputs.map((input) => materialise(input, graph));
  const shape = shapeOf(equation, inputs);
  switch (normalise(equation)) {
    case normalise('abcg,gf->abcf'): return dynamic(graph.node('MatMul', names), shape);
    case normalise('abgd,gf->abdf'): {
      const turned = graph.node('Transpose', [names[0]!], { integers: { perm: [0, 1, 3, 2] } });
      return dynamic(graph.node('MatMul', [turned, names[1]!]), shape);
    }
    default: return dynamic(graph.node('Einsum', names, { strings: { equation } }), shape);
  }
}
