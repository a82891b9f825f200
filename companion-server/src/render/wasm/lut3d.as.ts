/**
 * Tetrahedral interpolation in a cube of outputs (Kasson et al. 1995, "Performing color space conversions with
 * three-dimensional linear interpolation"): the cell is cut along its grey diagonal, so four nodes are enough.
 */
import { LUT_NODES, LUT_SIZE, NODE_BYTES, PLANE_BYTES } from './program-layout';

/** The tetrahedron follows from the order of the three fractions; returns the four float32 of one pixel. */
// @ts-ignore: decorator
@inline
function interpolate(node: usize, fx: f32, fy: f32, fz: f32, sx: usize, sy: usize, sz: usize): v128 {
  const xy = fx >= fy, yz = fy >= fz, xz = fx >= fz;
  const high = max(max(fx, fy), fz);
  const low = min(min(fx, fy), fz);
  const middle = max(min(fx, fy), min(max(fx, fy), fz));
  const first = xy ? (xz ? sx : sz) : (yz ? sy : sz);
  const last = xy ? (yz ? sz : sy) : (xz ? sz : sx);
  const far = sx + sy + sz;
  const a = f32x4.mul(v128.load(node), f32x4.splat(<f32>1 - high));
  const b = f32x4.mul(v128.load(node + first), f32x4.splat(high - middle));
  const c = f32x4.mul(v128.load(node + far - last), f32x4.splat(middle - low));
  const d = f32x4.mul(v128.load(node + far), f32x4.splat(low));
  return f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
}

/** Values are 0..1, which the passes before guarantee; so are the nodes. */
export function applyLut3d(lut: usize, count: i32, planes: usize): void {
  const size = load<i32>(lut + LUT_SIZE);
  const nodes = lut + LUT_NODES;
  const sx: usize = NODE_BYTES, sy: usize = sx * <usize>size, sz: usize = sy * <usize>size;
  const scale = f32x4.splat(<f32>(size - 1)), lastCell = i32x4.splat(size - 2);
  const end = planes + (<usize>count << 2);
  for (let plane = planes; plane < end; plane += 16) {
    const r = f32x4.mul(v128.load(plane), scale);
    const g = f32x4.mul(v128.load(plane, PLANE_BYTES), scale);
    const b = f32x4.mul(v128.load(plane, PLANE_BYTES * 2), scale);
    const ri = i32x4.min_s(i32x4.trunc_sat_f32x4_s(r), lastCell);
    const gi = i32x4.min_s(i32x4.trunc_sat_f32x4_s(g), lastCell);
    const bi = i32x4.min_s(i32x4.trunc_sat_f32x4_s(b), lastCell);
    const rf = f32x4.sub(r, f32x4.convert_i32x4_s(ri));
    const gf = f32x4.sub(g, f32x4.convert_i32x4_s(gi));
    const bf = f32x4.sub(b, f32x4.convert_i32x4_s(bi));
    const node = i32x4.add(
      i32x4.mul(ri, i32x4.splat(<i32>sx)),
      i32x4.add(i32x4.mul(gi, i32x4.splat(<i32>sy)), i32x4.mul(bi, i32x4.splat(<i32>sz))),
    );
    const p0 = interpolate(nodes + <usize>i32x4.extract_lane(node, 0), f32x4.extract_lane(rf, 0), f32x4.extract_lane(gf, 0), f32x4.extract_lane(bf, 0), sx, sy, sz);
    const p1 = interpolate(nodes + <usize>i32x4.extract_lane(node, 1), f32x4.extract_lane(rf, 1), f32x4.extract_lane(gf, 1), f32x4.extract_lane(bf, 1), sx, sy, sz);
    const p2 = interpolate(nodes + <usize>i32x4.extract_lane(node, 2), f32x4.extract_lane(rf, 2), f32x4.extract_lane(gf, 2), f32x4.extract_lane(bf, 2), sx, sy, sz);
    const p3 = interpolate(nodes + <usize>i32x4.extract_lane(node, 3), f32x4.extract_lane(rf, 3), f32x4.extract_lane(gf, 3), f32x4.extract_lane(bf, 3), sx, sy, sz);
    // four pixels of (r, g, b, -) to one vector a plane
    const rg01 = v128.shuffle<i32>(p0, p1, 0, 4, 1, 5), rg23 = v128.shuffle<i32>(p2, p3, 0, 4, 1, 5);
    const b01 = v128.shuffle<i32>(p0, p1, 2, 6, 3, 7), b23 = v128.shuffle<i32>(p2, p3, 2, 6, 3, 7);
    v128.store(plane, v128.shuffle<i32>(rg01, rg23, 0, 1, 4, 5));
    v128.store(plane, v128.shuffle<i32>(rg01, rg23, 2, 3, 6, 7), PLANE_BYTES);
    v128.store(plane, v128.shuffle<i32>(b01, b23, 0, 1, 4, 5), PLANE_BYTES * 2);
  }
}
