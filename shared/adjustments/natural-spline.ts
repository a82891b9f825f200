import type { ScalarMap } from './pixel-map';

/**
 * Natural cubic spline (second derivative 0 at both ends) through points with strictly increasing `x`;
 * constant outside the first and last x. Solved by the tridiagonal (Thomas) algorithm.
 */
export function naturalSpline(x: readonly number[], y: readonly number[]): ScalarMap {
  const last = x.length - 1;
  const curvature = secondDerivatives(x, y);
  return (value) => {
    if (value <= x[0]!) return y[0]!;
    if (value >= x[last]!) return y[last]!;
    let k = 0;
    while (value > x[k + 1]!) k++;
    const width = x[k + 1]! - x[k]!;
    const right = (value - x[k]!) / width;
    const left = 1 - right;
    const bend = (left ** 3 - left) * curvature[k]! + (right ** 3 - right) * curvature[k + 1]!;
    return left * y[k]! + right * y[k + 1]! + (bend * width * width) / 6;
  };
}

function secondDerivatives(x: readonly number[], y: readonly number[]): Float64Array {
  const count = x.length;
  const curvature = new Float64Array(count);
  const upper = new Float64Array(count);
  for (let i = 1; i < count - 1; i++) {
    const before = x[i]! - x[i - 1]!;
    const after = x[i + 1]! - x[i]!;
    const jump = (y[i + 1]! - y[i]!) / after - (y[i]! - y[i - 1]!) / before;
    const pivot = 2 * (before + after) - before * upper[i - 1]!;
    upper[i] = after / pivot;
    curvature[i] = (6 * jump - before * curvature[i - 1]!) / pivot;
  }
  for (let i = count - 2; i > 0; i--) curvature[i] = curvature[i]! - upper[i]! * curvature[i + 1]!;
  return curvature;
}
