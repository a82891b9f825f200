import { D65, rgbToXyzFromPrimaries } from './chromatic-adaptation';
import type { Matrix3 } from './matrix3';

export type { Matrix3 } from './matrix3';

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

/** The primaries of sRGB without its curve. */
export const LINEAR_SRGB: ColourEncoding = { name: 'Linear sRGB', rgbToXyz: SRGB.rgbToXyz, transfer: { kind: 'gamma', exponent: 1 } };

/** SMPTE EG 432-1 primaries, D65, the curve of sRGB (Apple's Display P3). */
export const DISPLAY_P3: ColourEncoding = {
  name: 'Display P3',
  rgbToXyz: rgbToXyzFromPrimaries({ red: { x: 0.68, y: 0.32 }, green: { x: 0.265, y: 0.69 }, blue: { x: 0.15, y: 0.06 }, white: D65 }),
  transfer: SRGB.transfer,
};

/** Adobe RGB (1998) Color Image Encoding, version 2005-05: gamma 2 51/256. */
export const ADOBE_RGB: ColourEncoding = {
  name: 'Adobe RGB (1998)',
  rgbToXyz: rgbToXyzFromPrimaries({ red: { x: 0.64, y: 0.33 }, green: { x: 0.21, y: 0.71 }, blue: { x: 0.15, y: 0.06 }, white: D65 }),
  transfer: { kind: 'gamma', exponent: 563 / 256 },
};

/** ROMM RGB, ISO 22028-2: D50 white, gamma 1.8 with a linear toe of slope 16 below 2^-9. */
export const PROPHOTO: ColourEncoding = {
  name: 'ProPhoto RGB',
  rgbToXyz: rgbToXyzFromPrimaries({ red: { x: 0.7347, y: 0.2653 }, green: { x: 0.1596, y: 0.8404 }, blue: { x: 0.0366, y: 0.0001 }, white: { x: 0.3457, y: 0.3585 } }),
  transfer: { kind: 'parametric', g: 1.8, a: 1, b: 0, c: 1 / 16, d: 16 / 512, e: 0, f: 0 },
};
