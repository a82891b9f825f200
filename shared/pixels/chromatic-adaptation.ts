import { invertMatrix, multiplyMatrices, transformVector, type Matrix3, type Vector3 } from './matrix3';

/** CIE 1931 chromaticity. */
export interface Chromaticity { readonly x: number; readonly y: number }

/** CIE D65 as IEC 61966-2-1 rounds it: the white of every `ColourEncoding`. */
export const D65: Chromaticity = { x: 0.3127, y: 0.329 };
/** XYZ of the profile connection space, ICC.1:2022 7.2.16. */
export const ICC_D50_XYZ: Vector3 = [0.9642, 1, 0.8249];

/** XYZ with Y = 1. */
export function chromaticityToXyz({ x, y }: Chromaticity): Vector3 {
  return [x / y, 1, (1 - x - y) / y];
}

/** Chromaticity of an XYZ colour; RangeError for black, which has none. */
export function xyzToChromaticity([X, Y, Z]: Vector3): Chromaticity {
  const sum = X + Y + Z;
  if (!(sum > 0)) throw new RangeError('black has no chromaticity');
  return { x: X / sum, y: Y / sum };
}

/** XYZ of D65, Y = 1. */
export const D65_XYZ: Vector3 = chromaticityToXyz(D65);

/** Cone response of the linearised Bradford transform, ICC.1:2022 annex E. */
const BRADFORD: Matrix3 = [0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296];

/** The XYZ-to-XYZ matrix that turns the appearance under one white into that under another (both Y = 1). */
export function bradfordAdaptation(fromWhite: Vector3, toWhite: Vector3): Matrix3 {
  const from = transformVector(BRADFORD, fromWhite);
  const to = transformVector(BRADFORD, toWhite);
  const gains: Matrix3 = [to[0] / from[0], 0, 0, 0, to[1] / from[1], 0, 0, 0, to[2] / from[2]];
  return multiplyMatrices(invertMatrix(BRADFORD), multiplyMatrices(gains, BRADFORD));
}

export interface Primaries { readonly red: Chromaticity; readonly green: Chromaticity; readonly blue: Chromaticity; readonly white: Chromaticity }

/** Linear RGB to XYZ relative to D65 (Bradford when the space's own white is another), white = (1, 1, 1). SMPTE RP 177. */
export function rgbToXyzFromPrimaries({ red, green, blue, white }: Primaries): Matrix3 {
  const [r, g, b] = [red, green, blue].map(chromaticityToXyz) as [Vector3, Vector3, Vector3];
  const columns: Matrix3 = [r[0], g[0], b[0], r[1], g[1], b[1], r[2], g[2], b[2]];
  const whiteXyz = chromaticityToXyz(white);
  const [sr, sg, sb] = transformVector(invertMatrix(columns), whiteXyz);
  const native = multiplyMatrices(columns, [sr, 0, 0, 0, sg, 0, 0, 0, sb]);
  return white === D65 ? native : multiplyMatrices(bradfordAdaptation(whiteXyz, D65_XYZ), native);
}
