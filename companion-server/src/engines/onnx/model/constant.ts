export type ConstantType = 'float32' | 'int32' | 'bool';
export type ConstantData = Float32Array | Int32Array | Uint8Array;

/** A tensor whose values are known while converting. Row-major; `bool` holds 0 or 1. */
export interface Constant {
  readonly dtype: ConstantType;
  readonly shape: readonly number[];
  readonly data: ConstantData;
}

/** An all-zero buffer for `length` values of `dtype`. */
export function allocate(dtype: ConstantType, length: number): ConstantData {
  switch (dtype) {
    case 'float32': return new Float32Array(length);
    case 'int32': return new Int32Array(length);
    case 'bool': return new Uint8Array(length);
  }
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, extent) => product * extent, 1);

export const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((extent, axis) => extent === b[axis]);

/** The shape that NumPy broadcasting gives; throws where two extents disagree and neither is 1. */
export function broadcastShapes(...shapes: readonly (readonly number[])[]): number[] {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    const extents = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1).filter((extent) => extent !== 1);
    if (extents.some((extent) => extent !== extents[0])) throw new Error(`shapes ${JSON.stringify(shapes)} do not broadcast`);
    return extents[0] ?? 1;
  });
}

/** Distance in elements between neighbours along each axis. */
export function rowMajorStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= shape[axis]!;
  }
  return strides;
}

/** Strides of `shape` seen as `target`: 0 along every axis that is repeated. */
export function broadcastStrides(shape: readonly number[], target: readonly number[]): number[] {
  const strides = rowMajorStrides(shape);
  const missing = target.length - shape.length;
  return target.map((_, axis) => (axis < missing || shape[axis - missing] === 1 ? 0 : strides[axis - missing]!));
}

/**
 * Visits `shape` in row-major order with the offset that each of the stride sets reaches. The offsets array is reused.
 */
export function forEachOffset(shape: readonly number[], strideSets: readonly (readonly number[])[], visit: (index: number, offsets: readonly number[]) => void): void {
  const counters = new Array<number>(shape.length).fill(0);
  const offsets = new Array<number>(strideSets.length).fill(0);
  const total = sizeOf(shape);
  for (let index = 0; index < total; index++) {
    visit(index, offsets);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const wraps = ++counters[axis]! === shape[axis];
      for (let set = 0; set < offsets.length; set++) {
        offsets[set]! += strideSets[set]![axis]! * (wraps ? 1 - shape[axis]! : 1);
      }
      if (!wraps) break;
      counters[axis] = 0;
    }
  }
}
