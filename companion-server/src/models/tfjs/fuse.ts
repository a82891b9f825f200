import type { OnnxGraph } from '../../engines/onnx/model/onnx-graph';
import { any, matchPattern, node, scalar, uniformValue, type Bindings, type Pattern } from './match-pattern';

const x = any('x');
const meanOf = (what: Pattern): Pattern => node('Mul', node('ReduceSum', what, any('axes')), any('oneOverLength'));
const mean = meanOf(x);

/**
 * Layer normalisation as Flax spells it: variance = max(0, E[x^2] - E[x]^2),
 * y = (x - E[x]) * (scale / sqrt(variance + epsilon)) + bias. Ba, Kiros, Hinton, "Layer Normalization", 2016.
 */
const LAYER_NORM = node('Add',
  node('Mul',
    node('Sub', x, node('Reshape', mean, any('meanShape'))),
    node('Mul',
      node('Reciprocal', node('Sqrt', node('Add',
        node('Reshape', node('Max', scalar(0), node('Sub', meanOf(node('Mul', x, x)), node('Mul', mean, mean))), any('meanShape')),
        any('epsilon')))),
      any('scale'))),
  any('bias'));

/** The tanh form of GELU (Hendrycks and Gimpel, 2016): 0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))). */
const GELU = node('Mul',
  node('Mul', scalar(0.5), x),
  node('Add', scalar(1), node('Tanh',
    node('Mul', scalar(Math.sqrt(2 / Math.PI)), node('Add', x, node('Mul', node('Mul', scalar(0.044715), x), node('Mul', x, x)))))));

/** Replaces a layer norm over the last axis that ends in `output`, if there is one and its constants fit together. */
function fuseLayerNorm(graph: OnnxGraph, output: string, found: Bindings): boolean {
  const constant = (bind: string) => graph.initializers.get(found.get(bind)!);
  const [scale, bias, axes, meanShape] = [constant('scale'), constant('bias'), constant('axes'), constant('meanShape')];
  const epsilon = uniformValue(graph, found.get('epsilon')!);
  const oneOverLength = uniformValue(graph, found.get('oneOverLength')!);
  if (scale?.dtype !== 'float32' || bias?.dtype !== 'float32' || axes === undefined || meanShape === undefined || epsilon === undefined || oneOverLength === undefined) return false;
  const lastAxis = meanShape.data.length - 1;
  const length = scale.data.length;
  const overLastAxis = axes.data.length === 1 && axes.data[0] === lastAxis && meanShape.data[lastAxis] === 1;
  // Scale and bias must lie along the last axis only, and the mean must divide by that axis' length.
  const fits = scale.shape.at(-1) === length && bias.shape.at(-1) === length && bias.data.length === length && Math.abs(oneOverLength * length - 1) < 1e-6;
  if (!overLastAxis || !fits) return false;
  const flat = (value: typeof scale) => graph.constant({ ...value, shape: [length] });
  graph.replace(output, 'LayerNormalization', [found.get('x')!, flat(scale), flat(bias)], { integers: { axis: -1 }, floats: { epsilon } });
  return true;
}

/**
 * Replaces spelled-out layer norms and GELUs by the ONNX ops that mean the same (the variance is then computed from the
 * centred values, which is more accurate). Outputs keep their names, so the rest of the graph is untouched.
 */
export function fuse(graph: OnnxGraph): void {
  for (const { op, output } of graph.ordered()) {
    if (op === 'Add') {
      const found = matchPattern(graph, output, LAYER_NORM);
      if (found !== undefined) fuseLayerNorm(graph, output, found);
    } else if (op === 'Mul') {
      const found = matchPattern(graph, output, GELU);
      if (found !== undefined) graph.replace(output, 'Gelu', [found.get('x')!], { strings: { approximate: 'tanh' } });
    }
  }
}
