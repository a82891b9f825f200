import { miredToXy, xyToMired } from '@photocrafter/shared/pixels/colour-temperature';

/** How a white differs from D65: mired (positive = warmer) and Duv x 1000 (positive = greener). A neutral picture deviates by 0. */
export interface WhiteDeviation { readonly miredShift: number; readonly tint: number }

const D65_XY = { x: 0.3127, y: 0.329 };
const D65 = xyToMired(D65_XY);

/** Deviation of a white given as linear CIE XYZ of any luminance; black deviates by nothing. */
export function whiteDeviation(x: number, y: number, z: number): WhiteDeviation {
  const sum = x + y + z;
  if (!(sum > 0)) return { miredShift: 0, tint: 0 };
  const white = xyToMired({ x: x / sum, y: y / sum });
  return { miredShift: white.mired - D65.mired, tint: 1000 * (white.duv - D65.duv) };
}

interface Uv { readonly u: number; readonly v: number }
function toUv({ x, y }: { readonly x: number; readonly y: number }): Uv {
  const scale = 1 / (-2 * x + 12 * y + 3);
  return { u: 4 * x * scale, v: 6 * y * scale };
}

/** One mired along the daylight locus at D65, in CIE 1960 uv. */
const ORIGIN = toUv(D65_XY);
const TANGENT = ((): Uv => {
  const warmer = toUv(miredToXy({ mired: D65.mired + 1, duv: D65.duv }));
  const cooler = toUv(miredToXy({ mired: D65.mired - 1, duv: D65.duv }));
  return { u: (warmer.u - cooler.u) / 2, v: (warmer.v - cooler.v) / 2 };
})();
const UV_PER_MIRED = Math.hypot(TANGENT.u, TANGENT.v);

/** `whiteDeviation` to first order around D65: within 10 % up to 60 mired, and cheap enough for every pixel. */
export function nearWhiteDeviation(x: number, y: number, z: number): WhiteDeviation {
  const scale = 1 / (x + 15 * y + 3 * z);
  const du = 4 * x * scale - ORIGIN.u;
  const dv = 6 * y * scale - ORIGIN.v;
  return {
    miredShift: (du * TANGENT.u + dv * TANGENT.v) / UV_PER_MIRED ** 2,
    tint: (1000 * (dv * TANGENT.u - du * TANGENT.v)) / UV_PER_MIRED,
  };
}
