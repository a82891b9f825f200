import type { ColourEncoding } from './colour-encoding';
import { D65_XYZ } from './chromatic-adaptation';
import { invertMatrix, transformVector, type Matrix3, type Vector3 } from './matrix3';
import type { FloatImage } from './pixel-buffer';
import { compileTransfer } from './transfer';

// CIE 15:2018, 8.2.1: the intent of the standard as exact fractions
const EPSILON = 216 / 24389;
const KAPPA = 24389 / 27;

/** CIE f(t): the cube root with a straight toe. */
function labCurve(t: number): number {
  return t > EPSILON ? Math.cbrt(t) : (KAPPA * t + 16) / 116;
}

function inverseLabCurve(f: number): number {
  const cubed = f ** 3;
  return cubed > EPSILON ? cubed : (116 * f - 16) / KAPPA;
}

/** Luminance Y 0..1 to L* 0..100, and back. */
export function luminanceToLightness(luminance: number): number { return 116 * labCurve(luminance) - 16; }
export function lightnessToLuminance(lightness: number): number { return inverseLabCurve((lightness + 16) / 116); }

/** Linear RGB 0..1 of `encoding` to CIE L*a*b* relative to D65. */
export function linearToLab(encoding: ColourEncoding, red: number, green: number, blue: number): Vector3 {
  const [X, Y, Z] = transformVector(encoding.rgbToXyz, [red, green, blue]);
  const fx = labCurve(X / D65_XYZ[0]), fy = labCurve(Y), fz = labCurve(Z / D65_XYZ[2]);
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

const inverses = new WeakMap<Matrix3, Matrix3>();

/** CIE L*a*b* relative to D65 to linear RGB of `encoding`; components lie outside 0..1 when the colour is out of gamut. */
export function labToLinear(encoding: ColourEncoding, lightness: number, a: number, b: number): Vector3 {
  let xyzToRgb = inverses.get(encoding.rgbToXyz);
  if (!xyzToRgb) inverses.set(encoding.rgbToXyz, xyzToRgb = invertMatrix(encoding.rgbToXyz));
  const fy = (lightness + 16) / 116;
  return transformVector(xyzToRgb, [
    inverseLabCurve(fy + a / 500) * D65_XYZ[0], inverseLabCurve(fy), inverseLabCurve(fy - b / 200) * D65_XYZ[2],
  ]);
}

/** CIE L*a*b* (D65) and linear Y, one plane each, width * height samples. */
export interface LabPlanes { readonly lightness: Float32Array; readonly a: Float32Array; readonly b: Float32Array; readonly luminance: Float32Array }

// 8192 steps keep the interpolated f(t) within 1.1e-6, that is 1.3e-4 L*
const CURVE_STEPS = 8192;
const curveTable = Float64Array.from({ length: CURVE_STEPS + 1 }, (_, i) => labCurve(i / CURVE_STEPS));

function labCurveFast(t: number): number {
  if (!(t >= 0 && t < 1)) return labCurve(t);
  const position = t * CURVE_STEPS;
  const index = position | 0;
  const below = curveTable[index]!;
  return below + (curveTable[index + 1]! - below) * (position - index);
}

/** CIE L*a*b* relative to D65 of a whole picture, within 0.001 of the exact values. */
export function encodedToLab(image: FloatImage): LabPlanes {
  const { data, encoding: { rgbToXyz: m } } = image;
  const { toLinearFast } = compileTransfer(image.encoding);
  const count = image.width * image.height;
  const [lightness, a, b, luminance] = [new Float32Array(count), new Float32Array(count), new Float32Array(count), new Float32Array(count)];
  const [xScale, zScale] = [1 / D65_XYZ[0], 1 / D65_XYZ[2]];
  for (let i = 0, p = 0; i < count; i++, p += 3) {
    const red = toLinearFast(data[p]!), green = toLinearFast(data[p + 1]!), blue = toLinearFast(data[p + 2]!);
    const Y = m[3] * red + m[4] * green + m[5] * blue;
    const fx = labCurveFast((m[0] * red + m[1] * green + m[2] * blue) * xScale);
    const fy = labCurveFast(Y);
    const fz = labCurveFast((m[6] * red + m[7] * green + m[8] * blue) * zScale);
    lightness[i] = 116 * fy - 16;
    a[i] = 500 * (fx - fy);
    b[i] = 200 * (fy - fz);
    luminance[i] = Y;
  }
  return { lightness, a, b, luminance };
}
