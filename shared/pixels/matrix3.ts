/** Row-major 3x3 matrix. */
export type Matrix3 = readonly [number, number, number, number, number, number, number, number, number];

/** A column of three numbers: XYZ or linear RGB. */
export type Vector3 = readonly [number, number, number];

/** `left . right`. */
export function multiplyMatrices(left: Matrix3, right: Matrix3): Matrix3 {
  const cell = (row: number, column: number): number =>
    left[row * 3]! * right[column]! + left[row * 3 + 1]! * right[column + 3]! + left[row * 3 + 2]! * right[column + 6]!;
  return [cell(0, 0), cell(0, 1), cell(0, 2), cell(1, 0), cell(1, 1), cell(1, 2), cell(2, 0), cell(2, 1), cell(2, 2)];
}

/** `matrix . vector`. */
export function transformVector(m: Matrix3, [x, y, z]: Vector3): Vector3 {
  return [m[0] * x + m[1] * y + m[2] * z, m[3] * x + m[4] * y + m[5] * z, m[6] * x + m[7] * y + m[8] * z];
}

/** The inverse by cofactors; RangeError when the matrix is singular (three primaries on one line). */
export function invertMatrix([a, b, c, d, e, f, g, h, i]: Matrix3): Matrix3 {
  const A = e * i - f * h, B = f * g - d * i, C = d * h - e * g;
  const determinant = a * A + b * B + c * C;
  if (!(Math.abs(determinant) > 1e-12)) throw new RangeError('singular matrix');
  const s = 1 / determinant;
  return [A * s, (c * h - b * i) * s, (b * f - c * e) * s, B * s, (a * i - c * g) * s, (c * d - a * f) * s, C * s, (b * g - a * h) * s, (a * e - b * d) * s];
}
