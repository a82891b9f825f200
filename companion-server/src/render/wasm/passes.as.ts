/** Per-channel tables, matrices and blending, in place on the three planes of a block. */
import { CELL_BYTES, CELL_CONTENT, CELL_INTERVALS, PLANE_BYTES, TABLE_CELLS } from './program-layout';

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

/** The eight bytes at the first two of four addresses. */
// @ts-ignore: decorator
@inline
function loadFirst(addresses: v128): v128 {
  return v128.load64_lane(i32x4.extract_lane(addresses, 1), v128.load64_zero(i32x4.extract_lane(addresses, 0)), 1);
}

/** The eight bytes at the last two of four addresses. */
// @ts-ignore: decorator
@inline
function loadLast(addresses: v128): v128 {
  return v128.load64_lane(i32x4.extract_lane(addresses, 3), v128.load64_zero(i32x4.extract_lane(addresses, 2)), 1);
}

/** `lookUp` of four values at once: the same arithmetic, and the same bits. */
// @ts-ignore: decorator
@inline
function lookUpFour(cells: usize, values: usize): v128 {
  const position = f32x4.mul(v128.load(values), f32x4.splat(<f32>TABLE_CELLS));
  const cell = i32x4.trunc_sat_f32x4_s(position);
  // a cell has eight bytes, a node four
  const at = i32x4.add(i32x4.splat(<i32>cells), i32x4.shl(cell, 3));
  const cells01 = loadFirst(at), cells23 = loadLast(at);
  const intervals = v128.shuffle<i32>(cells01, cells23, 1, 3, 5, 7);
  if (v128.any_true(f32x4.eq(intervals, f32x4.splat(0)))) {
    let result = f32x4.splat(lookUp(cells, load<f32>(values)));
    result = f32x4.replace_lane(result, 1, lookUp(cells, load<f32>(values, 4)));
    result = f32x4.replace_lane(result, 2, lookUp(cells, load<f32>(values, 8)));
    return f32x4.replace_lane(result, 3, lookUp(cells, load<f32>(values, 12)));
  }
  const inside = f32x4.mul(f32x4.sub(position, f32x4.convert_i32x4_s(cell)), intervals);
  const interval = i32x4.trunc_sat_f32x4_s(inside);
  const node = i32x4.add(v128.shuffle<i32>(cells01, cells23, 0, 2, 4, 6), i32x4.shl(interval, 2));
  const nodes01 = loadFirst(node), nodes23 = loadLast(node);
  const left = v128.shuffle<i32>(nodes01, nodes23, 0, 2, 4, 6), right = v128.shuffle<i32>(nodes01, nodes23, 1, 3, 5, 7);
  return f32x4.add(left, f32x4.mul(f32x4.sub(right, left), f32x4.sub(inside, f32x4.convert_i32x4_s(interval))));
}

/** Values are 0..1, which the passes before guarantee. */
export function applyTables(tables: usize, count: i32, planes: usize): void {
  for (let channel: usize = 0; channel < 3; channel++) {
    const cells = load<usize>(tables + (channel << 2));
    const start = planes + channel * PLANE_BYTES;
    const end = start + (<usize>count << 2);
    for (let at = start; at < end; at += 16) v128.store(at, lookUpFour(cells, at));
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
