/** Row-major 3x3 matrix. */
export type Matrix3 = readonly [number, number, number, number, number, number, number, number, number];

/**
 * How encoded values become linear light.
 * `parametric` is ICC.1:2022 parametricCurveType 4: Y = (aX+b)^g + e for X >= d, else cX + f. `table` has samples over 0..1.
 */
export type TransferFunction =
  | { readonly kind: 'gamma'; readonly exponent: number }
  | { readonly kind: 'parametric'; readonly g: number; readonly a: number; readonly b: number; readonly c: number; readonly d: number; readonly e: number; readonly f: number }
  | { readonly kind: 'table'; readonly samples: readonly number[] };

/** An RGB colour space: `rgbToXyz` takes linear RGB 0..1 to CIE XYZ relative to D65 (Bradford-adapted where the profile is D50). */
export interface ColourEncoding {
  readonly name: string;
  readonly rgbToXyz: Matrix3;
  readonly transfer: TransferFunction;
}

/** IEC 61966-2-1. */
export const SRGB: ColourEncoding = {
  name: 'sRGB',
  rgbToXyz: [0.4123907993, 0.3575843394, 0.1804807884, 0.2126390059, 0.7151686788, 0.0721923154, 0.0193308187, 0.1191947798, 0.9505321522],
  transfer: { kind: 'parametric', g: 2.4, a: 1 / 1.055, b: 0.055 / 1.055, c: 1 / 12.92, d: 0.04045, e: 0, f: 0 },
};
