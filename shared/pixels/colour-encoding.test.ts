import { bradfordAdaptation, D65_XYZ, ICC_D50_XYZ, rgbToXyzFromPrimaries, D65 } from './chromatic-adaptation';
import { ADOBE_RGB, DISPLAY_P3, PROPHOTO, SRGB } from './colour-encoding';
import { multiplyMatrices, transformVector, invertMatrix } from './matrix3';

const expectClose = (actual: readonly number[], expected: readonly number[], digits: number): void => {
  actual.forEach((value, i) => { expect(value).toBeCloseTo(expected[i]!, digits); });
};

describe('colour encodings', () => {
  it('derives the sRGB matrix from its primaries', () => {
    const derived = rgbToXyzFromPrimaries({ red: { x: 0.64, y: 0.33 }, green: { x: 0.3, y: 0.6 }, blue: { x: 0.15, y: 0.06 }, white: D65 });
    expectClose(derived, SRGB.rgbToXyz, 7);
  });
  it('has the matrices that CSS Color 4 (Display P3) and the Adobe RGB specification (4.3.5.3) print', () => {
    expectClose(DISPLAY_P3.rgbToXyz, [0.4865709, 0.2656677, 0.1982173, 0.2289746, 0.6917385, 0.0792869, 0, 0.0451134, 1.0439444], 6);
    expectClose(ADOBE_RGB.rgbToXyz, [0.57667, 0.18556, 0.18823, 0.29734, 0.62736, 0.07529, 0.02703, 0.07069, 0.99134], 5);
  });
  it('has the ROMM matrix (ISO 22028-2, D50) once adapted back to D50', () => {
    const native = multiplyMatrices(bradfordAdaptation(D65_XYZ, ICC_D50_XYZ), PROPHOTO.rgbToXyz);
    expectClose(native, [0.7977, 0.1352, 0.0313, 0.288, 0.7119, 0.0001, 0, 0, 0.8249], 3);
  });
  it('adapts white to white and refuses collinear primaries', () => {
    expectClose(transformVector(bradfordAdaptation(ICC_D50_XYZ, D65_XYZ), ICC_D50_XYZ), D65_XYZ, 10);
    expectClose(transformVector(PROPHOTO.rgbToXyz, [1, 1, 1]), D65_XYZ, 10);
    expect(() => invertMatrix([1, 2, 3, 2, 4, 6, 0, 0, 1])).toThrow(RangeError);
  });
});
