/**
 * Tetrahedral interpolation in a cube of outputs (Kasson et al. 1995, "Performing color space conversions with
 * three-dimensional linear interpolation"): the cell is cut along its grey diagonal, so four nodes are enough.
 */
import { LUT_NODES, LUT_SIZE, NODE_BYTES, PLANE_BYTES } from './program-layout';

/** One pixel's three outputs: the four nodes on its path from the cell's lower to its upper corner, weighted. */
// @ts-ignore: decorator
@inline
function mix(lower: usize, first: usize, second: usize, upper: usize, a: v128, b: v128, c: v128, d: v128): v128 {
  return f32x4.add(
    f32x4.add(f32x4.mul(v128.load(lower), a), f32x4.mul(v128.load(first), b)),
    f32x4.add(f32x4.mul(v128.load(second), c), f32x4.mul(v128.load(upper), d)),
  );
}

/** Values are 0..1, which the passes before guarantee; so are the nodes. */
export function applyLut3d(lut: usize, count: i32, planes: usize): void {
  const size = load<i32>(lut + LUT_SIZE);
  const nodes = <i32>lut + LUT_NODES;
  const stepR = NODE_BYTES, stepG = stepR * size, stepB = stepG * size;
  const strideR = i32x4.splat(stepR), strideG = i32x4.splat(stepG), strideB = i32x4.splat(stepB);
  const diagonal = i32x4.splat(stepR + stepG + stepB);
  const scale = f32x4.splat(<f32>(size - 1)), lastCell = i32x4.splat(size - 2), one = f32x4.splat(1);
  const end = planes + (<usize>count << 2);
  for (let plane = planes; plane < end; plane += 16) {
    const r = f32x4.mul(v128.load(plane), scale);
    const g = f32x4.mul(v128.load(plane, PLANE_BYTES), scale);
    const b = f32x4.mul(v128.load(plane, PLANE_BYTES * 2), scale);
    const cellR = i32x4.min_s(i32x4.trunc_sat_f32x4_s(r), lastCell);
    const cellG = i32x4.min_s(i32x4.trunc_sat_f32x4_s(g), lastCell);
    const cellB = i32x4.min_s(i32x4.trunc_sat_f32x4_s(b), lastCell);
    const fr = f32x4.sub(r, f32x4.convert_i32x4_s(cellR));
    const fg = f32x4.sub(g, f32x4.convert_i32x4_s(cellG));
    const fb = f32x4.sub(b, f32x4.convert_i32x4_s(cellB));

    // the path takes the axis of the largest fraction first, that of the smallest last
    const rg = f32x4.ge(fr, fg), gb = f32x4.ge(fg, fb), rb = f32x4.ge(fr, fb);
    const firstStep = v128.bitselect(v128.bitselect(strideR, strideB, rb), v128.bitselect(strideG, strideB, gb), rg);
    const lastStep = v128.bitselect(v128.bitselect(strideB, strideG, gb), v128.bitselect(strideB, strideR, rb), rg);
    const larger = f32x4.max(fr, fg), smaller = f32x4.min(fr, fg);
    const high = f32x4.max(larger, fb), low = f32x4.min(smaller, fb);
    const middle = f32x4.max(smaller, f32x4.min(larger, fb));
    const wa = f32x4.sub(one, high), wb = f32x4.sub(high, middle), wc = f32x4.sub(middle, low);

    const lower = i32x4.add(
      i32x4.add(i32x4.splat(nodes), i32x4.mul(cellR, strideR)),
      i32x4.add(i32x4.mul(cellG, strideG), i32x4.mul(cellB, strideB)),
    );
    const first = i32x4.add(lower, firstStep), upper = i32x4.add(lower, diagonal);
    const second = i32x4.sub(upper, lastStep);
    const p0 = mix(
      i32x4.extract_lane(lower, 0), i32x4.extract_lane(first, 0), i32x4.extract_lane(second, 0), i32x4.extract_lane(upper, 0),
      v128.shuffle<i32>(wa, wa, 0, 0, 0, 0), v128.shuffle<i32>(wb, wb, 0, 0, 0, 0), v128.shuffle<i32>(wc, wc, 0, 0, 0, 0), v128.shuffle<i32>(low, low, 0, 0, 0, 0),
    );
    const p1 = mix(
      i32x4.extract_lane(lower, 1), i32x4.extract_lane(first, 1), i32x4.extract_lane(second, 1), i32x4.extract_lane(upper, 1),
      v128.shuffle<i32>(wa, wa, 1, 1, 1, 1), v128.shuffle<i32>(wb, wb, 1, 1, 1, 1), v128.shuffle<i32>(wc, wc, 1, 1, 1, 1), v128.shuffle<i32>(low, low, 1, 1, 1, 1),
    );
    const p2 = mix(
      i32x4.extract_lane(lower, 2), i32x4.extract_lane(first, 2), i32x4.extract_lane(second, 2), i32x4.extract_lane(upper, 2),
      v128.shuffle<i32>(wa, wa, 2, 2, 2, 2), v128.shuffle<i32>(wb, wb, 2, 2, 2, 2), v128.shuffle<i32>(wc, wc, 2, 2, 2, 2), v128.shuffle<i32>(low, low, 2, 2, 2, 2),
    );
    const p3 = mix(
      i32x4.extract_lane(lower, 3), i32x4.extract_lane(first, 3), i32x4.extract_lane(second, 3), i32x4.extract_lane(upper, 3),
      v128.shuffle<i32>(wa, wa, 3, 3, 3, 3), v128.shuffle<i32>(wb, wb, 3, 3, 3, 3), v128.shuffle<i32>(wc, wc, 3, 3, 3, 3), v128.shuffle<i32>(low, low, 3, 3, 3, 3),
    );

    // four pixels of (r, g, b, -) to one vector a plane
    const rg01 = v128.shuffle<i32>(p0, p1, 0, 4, 1, 5), rg23 = v128.shuffle<i32>(p2, p3, 0, 4, 1, 5);
    const b01 = v128.shuffle<i32>(p0, p1, 2, 6, 3, 7), b23 = v128.shuffle<i32>(p2, p3, 2, 6, 3, 7);
    v128.store(plane, v128.shuffle<i32>(rg01, rg23, 0, 1, 4, 5));
    v128.store(plane, v128.shuffle<i32>(rg01, rg23, 2, 3, 6, 7), PLANE_BYTES);
    v128.store(plane, v128.shuffle<i32>(b01, b23, 0, 1, 4, 5), PLANE_BYTES * 2);
  }
}
