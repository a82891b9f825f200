import { sizeOf } from '../../engines/onnx/model/constant';
import { integerAttribute, type TfNode } from './read-graph';

/** Fills in the -1 of a TensorFlow reshape. */
export function resolveReshape(from: readonly number[], to: readonly number[]): number[] {
  const known = to.filter((extent) => extent !== -1).reduce((product, extent) => product * extent, 1);
  return to.map((extent) => (extent === -1 ? sizeOf(from) / known : extent));
}

export interface ResolvedSlice {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly steps: readonly number[];
  /** shape before axes are dropped */
  readonly extents: readonly number[];
  /** shape after `shrink_axis_mask` dropped axes */
  readonly shape: readonly number[];
}

/**
 * Turns a StridedSlice and its masks into plain starts, ends and steps, one per axis.
 * Source: tf.strided_slice. New-axis and ellipsis masks and negative steps do not occur in these graphs: they throw.
 */
export function resolveSlice(node: TfNode, shape: readonly number[], begin: readonly number[], end: readonly number[], step: readonly number[]): ResolvedSlice {
  if (integerAttribute(node, 'new_axis_mask') !== 0 || integerAttribute(node, 'ellipsis_mask') !== 0 || step.some((s) => s < 1)) {
    throw new Error(`StridedSlice ${node.name} uses a form that is not supported`);
  }
  const bit = (mask: string, axis: number): boolean => ((integerAttribute(node, mask) >> axis) & 1) === 1;
  const clamp = (value: number, extent: number): number => Math.min(Math.max(value < 0 ? value + extent : value, 0), extent);
  const starts = shape.map((extent, axis) => (axis >= begin.length || bit('begin_mask', axis) ? 0 : clamp(begin[axis]!, extent)));
  const ends = shape.map((extent, axis) => {
    if (bit('shrink_axis_mask', axis)) return starts[axis]! + 1;
    return axis >= end.length || bit('end_mask', axis) ? extent : clamp(end[axis]!, extent);
  });
  const steps = shape.map((_, axis) => step[axis] ?? 1);
  const extents = starts.map((start, axis) => Math.max(0, Math.ceil((ends[axis]! - start) / steps[axis]!)));
  return { starts, ends, steps, extents, shape: extents.filter((_, axis) => !bit('shrink_axis_mask', axis)) };
}
