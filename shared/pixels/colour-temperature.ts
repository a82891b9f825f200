import type { Chromaticity } from './chromatic-adaptation';

/** Where a white stands against the black-body locus. */
export interface ColourTemperature {
  /** 10^6 / correlated colour temperature in kelvin; HIGHER looks WARMER */
  readonly mired: number;
  /** signed distance from the locus in CIE 1960 (u, v); positive is green, negative magenta */
  readonly duv: number;
}

interface Uv { readonly u: number; readonly v: number }

// The search range. 1000 mired is 1000 K; 10 mired is 100,000 K.
const MIN_MIRED = 10;
const MAX_MIRED = 1000;

/** CIE 1960 coordinates of a black body: Krystek 1985 (Color Research & Application 10:38), within 9e-5 from 1000 to 15000 K. */
function planckianUv(mired: number): Uv {
  const T = 1e6 / mired;
  return {
    u: (0.860117757 + 1.54118254e-4 * T + 1.28641212e-7 * T * T) / (1 + 8.42420235e-4 * T + 7.08145163e-7 * T * T),
    v: (0.317398726 + 4.22806245e-5 * T + 4.20481691e-8 * T * T) / (1 - 2.89741816e-5 * T + 1.61456053e-7 * T * T),
  };
}

/**
 * Correlated colour temperature (as mired) and Duv of a chromaticity: the nearest point of the black-body locus in CIE 1960.
 * Valid from 1000 to 15000 K (67 to 1000 mired) and |Duv| < 0.05 (CIE 15:2018, 9.5); bluer whites are extrapolated, the answer stops
 * at 10 mired. D65 gives 153.8 mired, Duv +0.0032.
 */
export function xyToMired({ x, y }: Chromaticity): ColourTemperature {
  const scale = 1 / (-2 * x + 12 * y + 3);
  const u = 4 * x * scale, v = 6 * y * scale;
  const squaredDistance = (mired: number): number => {
    const locus = planckianUv(mired);
    return (u - locus.u) ** 2 + (v - locus.v) ** 2;
  };
  const mired = minimise(squaredDistance, MIN_MIRED, MAX_MIRED);
  const locus = planckianUv(mired);
  return { mired, duv: Math.sign(v - locus.v) * Math.hypot(u - locus.u, v - locus.v) };
}

/** Chromaticity of the white with this mired and Duv: the inverse of `xyToMired`. */
export function miredToXy({ mired, duv }: ColourTemperature): Chromaticity {
  const at = planckianUv(mired), before = planckianUv(mired - 0.01), after = planckianUv(mired + 0.01);
  const [du, dv] = [after.u - before.u, after.v - before.v];
  const length = Math.hypot(du, dv);
  // the normal of the locus on its green side (larger v)
  const u = at.u - (duv * dv) / length, v = at.v + (duv * du) / length;
  const scale = 1 / (2 * u - 8 * v + 4);
  return { x: 3 * u * scale, y: 2 * v * scale };
}

/** A coarse scan finds the valley, golden sections its floor (to 1e-4 mired). */
function minimise(f: (x: number) => number, from: number, to: number): number {
  const steps = 66;
  const step = (to - from) / steps;
  let best = 0;
  for (let i = 1; i <= steps; i++) if (f(from + i * step) < f(from + best * step)) best = i;
  let low = Math.max(from, from + (best - 1) * step), high = Math.min(to, from + (best + 1) * step);
  const golden = (Math.sqrt(5) - 1) / 2;
  while (high - low > 1e-4) {
    const left = high - golden * (high - low), right = low + golden * (high - low);
    if (f(left) < f(right)) high = right; else low = left;
  }
  return (low + high) / 2;
}
