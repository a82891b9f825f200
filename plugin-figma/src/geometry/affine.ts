/** Two rows of a matrix, as Figma writes transforms: x' = a x + c y + e, y' = b x + d y + f for [[a, c, e], [b, d, f]]. */
export type Affine = readonly [readonly [number, number, number], readonly [number, number, number]];
export interface Size { readonly width: number; readonly height: number }
export interface Point { readonly x: number; readonly y: number }

export const IDENTITY: Affine = [[1, 0, 0], [0, 1, 0]];

export function scaling(x: number, y: number): Affine { return [[x, 0, 0], [0, y, 0]]; }
export function translation(x: number, y: number): Affine { return [[1, 0, x], [0, 1, y]]; }

/** First `inner`, then `outer`. */
export function compose(outer: Affine, inner: Affine): Affine {
  const [[a, c, e], [b, d, f]] = outer;
  const [[p, r, t], [q, s, u]] = inner;
  return [[a * p + c * q, a * r + c * s, a * t + c * u + e], [b * p + d * q, b * r + d * s, b * t + d * u + f]];
}

/** Undefined where the matrix flattens the plane. */
export function inverse([[a, c, e], [b, d, f]]: Affine): Affine | undefined {
  const determinant = a * d - b * c;
  if (Math.abs(determinant) < 1e-12) return undefined;
  return [[d / determinant, -c / determinant, (c * f - d * e) / determinant], [-b / determinant, a / determinant, (b * e - a * f) / determinant]];
}

export function transformPoint([[a, c, e], [b, d, f]]: Affine, { x, y }: Point): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** A box as Figma keeps it: a size, and a transform whose axes have length one (it never scales). */
export interface Placement { readonly size: Size; readonly transform: Affine }

/** The placement whose box is the image of the unit square. Figma's smallest size is 0.01. */
export function placementOf(unitSquare: Affine): Placement {
  const [[a, c, e], [b, d, f]] = unitSquare;
  const width = Math.hypot(a, b), height = Math.hypot(c, d);
  return { size: { width: Math.max(0.01, width), height: Math.max(0.01, height) }, transform: [[a / width, c / height, e], [b / width, d / height, f]] };
}
