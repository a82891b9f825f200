/** Per-channel tables, matrices and blending, in place on the three planes of a block. */
import { CELL_BYTES, CELL_CONTENT, CELL_INTERVALS, PLANE_BYTES, TABLE_CELLS } from './program-layout';

// @ts-ignore: decorator
@inline
function lookUp(cells: usize, value: f32): f32 {
  let position = value * <f32>TABLE_CELLS;
  let at = cells + <usize><i32>position * CELL_BYTES;
  let intervals = load<f32>(at, CELL_INTERVALS);
  while (intervals == 0) {
    position = (position - <f32><i32>position) * <f32>TABLE_CELLS;
    at = load<usize>(at, CELL_CONTENT) + <usize><i32>position * CELL_BYTES;
    intervals = load<f32>(at, CELL_INTERVALS);
  }
  const inside = (position - <f32><i32>position) * intervals;
  const interval = <i32>inside;
  const node = load<usize>(at, CELL_CONTENT) + (<usize>interval << 2);
  const left = load<f32>(node);
  return left + (load<f32>(node, 4) - left) * (inside - <f32>interval);
}

/** Values are 0..1, which the passes before guarantee. */
export function applyTables(tables: usize, count: i32, planes: usize): void {
  for (let channel: usize = 0; channel < 3; channel++) {
    const cells = load<usize>(tables + (channel << 2));
    const start = planes + channel * PLANE_BYTES;
    const end = start + (<usize>count << 2);
    for (let at = start; at < end; at += 4) store<f32>(at, lookUp(cells, load<f32>(at)));
  }
}

// @ts-ignore: decorator
@inline
function clampUnit(value: v128): v128 {
  return f32x4.min(f32x4.max(value, f32x4.splat(0)), f32x4.splat(1));
}

// @ts-ignore: decorator
@inline
function dot(row: usize, red: v128, green: v128, blue: v128): v128 {
  const first = f32x4.add(f32x4.mul(red, v128.load32_splat(row)), f32x4.mul(green, v128.load32_splat(row, 4)));
  return clampUnit(f32x4.add(f32x4.add(first, f32x4.mul(blue, v128.load32_splat(row, 8))), v128.load32_splat(row, 12)));
}

/** `rows` points to three rows of four float32: the factors of red, green, blue, then the offset. */
export function applyMatrix(rows: usize, count: i32, planes: usize): void {
  const end = planes + (<usize>count << 2);
  for (let plane = planes; plane < end; plane += 16) {
    const red = v128.load(plane), green = v128.load(plane, PLANE_BYTES), blue = v128.load(plane, PLANE_BYTES * 2);
    v128.store(plane, dot(rows, red, green, blue));
    v128.store(plane, dot(rows + 16, red, green, blue), PLANE_BYTES);
    v128.store(plane, dot(rows + 32, red, green, blue), PLANE_BYTES * 2);
  }
}

/** below + (above - below) x opacity x coverage; `coverage` is a plane, or 0 for everywhere. */
export function blend(below: usize, planes: usize, opacity: f32, coverage: usize, count: i32): void {
  const bytes = <usize>count << 2;
  for (let at: usize = 0; at < bytes; at += 16) {
    let weight = f32x4.splat(opacity);
    if (coverage != 0) weight = f32x4.mul(weight, v128.load(coverage + at));
    for (let plane = at; plane < <usize>(PLANE_BYTES * 3); plane += PLANE_BYTES) {
      const under = v128.load(below + plane);
      v128.store(planes + plane, f32x4.add(under, f32x4.mul(f32x4.sub(v128.load(planes + plane), under), weight)));
    }
  }
}
