/** How a white differs from D65: mired (positive = warmer) and Duv x 1000 (positive = greener), along and across the daylight locus. */
export interface WhiteDeviation { readonly miredShift: number; readonly tint: number }

/** D65 (x .3127, y .3290) in CIE 1960 uv and its correlated colour temperature in mired. */
const D65_UV = { u: 0.19783, v: 0.31221 };
const D65_MIRED = 1e6 / 6504;

/** Planckian locus in CIE 1960 uv, Krystek 1985 (rational approximation, 1000..15000 K). */
function planckian(mired: number): { u: number; v: number } {
  const t = 1e6 / mired;
  return {
    u: (0.860117757 + 1.54118254e-4 * t + 1.28641212e-7 * t * t) / (1 + 8.42420235e-4 * t + 7.08145163e-7 * t * t),
    v: (0.317398726 + 4.22806245e-5 * t + 4.20481691e-8 * t * t) / (1 - 2.89741816e-5 * t + 1.61456053e-7 * t * t),
  };
}

const AT_D65 = planckian(D65_MIRED);
/** The locus moved through D65 (daylight lies a little above it), so that a neutral picture deviates by exactly 0. */
function locus(mired: number): { u: number; v: number } {
  const p = planckian(mired);
  return { u: p.u + D65_UV.u - AT_D65.u, v: p.v + D65_UV.v - AT_D65.v };
}

const MIN_MIRED = 60;
const MAX_MIRED = 560;
const SEARCH_STEPS = 50;

/** Deviation of a linear-light white given as CIE XYZ (any luminance). Black answers no deviation. */
export function whiteDeviation(x: number, y: number, z: number): WhiteDeviation {
  const denominator = x + 15 * y + 3 * z;
  if (denominator <= 0) return { miredShift: 0, tint: 0 };
  const u = (4 * x) / denominator;
  const v = (6 * y) / denominator;
  // the locus is convex and smooth: a golden-section search over mired finds the nearest point
  const distance = (m: number): number => { const p = locus(m); return (p.u - u) ** 2 + (p.v - v) ** 2; };
  let low = MIN_MIRED;
  let high = MAX_MIRED;
  for (let i = 0; i < SEARCH_STEPS && high - low > 0.01; i++) {
    const third = (high - low) / 3;
    if (distance(low + third) < distance(high - third)) high -= third; else low += third;
  }
  const mired = (low + high) / 2;
  const near = locus(mired);
  return { miredShift: mired - D65_MIRED, tint: 1000 * Math.sign(v - near.v) * Math.hypot(u - near.u, v - near.v) };
}

const STEP = 1;
const TANGENT = { u: (locus(D65_MIRED + STEP).u - locus(D65_MIRED - STEP).u) / (2 * STEP), v: (locus(D65_MIRED + STEP).v - locus(D65_MIRED - STEP).v) / (2 * STEP) };
const UV_PER_MIRED = Math.hypot(TANGENT.u, TANGENT.v);

/** First-order version of `whiteDeviation` around D65: right to 5 % within 60 mired, and cheap enough for every pixel. */
export function nearWhiteDeviation(x: number, y: number, z: number): WhiteDeviation {
  const denominator = x + 15 * y + 3 * z;
  if (denominator <= 0) return { miredShift: 0, tint: 0 };
  const du = (4 * x) / denominator - D65_UV.u;
  const dv = (6 * y) / denominator - D65_UV.v;
  return {
    miredShift: (du * TANGENT.u + dv * TANGENT.v) / UV_PER_MIRED ** 2,
    tint: (1000 * (dv * TANGENT.u - du * TANGENT.v)) / UV_PER_MIRED,
  };
}
