import type { Matrix } from './scene';

/** The fake's own matrices: it must not judge the plugin with the plugin's arithmetic. */
export const UNIT: Matrix = [[1, 0, 0], [0, 1, 0]];

export function times(left: Matrix, right: Matrix): Matrix {
  const row = ([p, q, r]: readonly [number, number, number]): [number, number, number] => [
    p * right[0][0] + q * right[1][0],
    p * right[0][1] + q * right[1][1],
    p * right[0][2] + q * right[1][2] + r,
  ];
  return [row(left[0]), row(left[1])];
}

/** Solves matrix * (x, y, 1) = (u, v) by Cramer's rule. */
export function solve([[a, b, e], [c, d, f]]: Matrix, u: number, v: number): readonly [number, number] {
  const det = a * d - b * c;
  return [((u - e) * d - b * (v - f)) / det, (a * (v - f) - (u - e) * c) / det];
}

export function apply([[a, b, e], [c, d, f]]: Matrix, x: number, y: number): readonly [number, number] {
  return [a * x + b * y + e, c * x + d * y + f];
}

export function corners(matrix: Matrix, width: number, height: number): readonly (readonly [number, number])[] {
  return [apply(matrix, 0, 0), apply(matrix, width, 0), apply(matrix, width, height), apply(matrix, 0, height)];
}

export function bounds(points: readonly (readonly [number, number])[]): { x: number; y: number; width: number; height: number } {
  const xs = points.map(([x]) => x), ys = points.map(([, y]) => y);
  const x = Math.min(...xs), y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
