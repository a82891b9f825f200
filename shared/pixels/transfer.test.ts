import fc from 'fast-check';
import { ADOBE_RGB, DISPLAY_P3, LINEAR_SRGB, PROPHOTO, SRGB, type ColourEncoding } from './colour-encoding';
import { compileTransfer } from './transfer';

const table: ColourEncoding = { name: 'table', rgbToXyz: SRGB.rgbToXyz, transfer: { kind: 'table', samples: [0, 0.1, 0.1, 0.4, 1] } };
const encodings = [SRGB, DISPLAY_P3, ADOBE_RGB, PROPHOTO, LINEAR_SRGB];

describe('compileTransfer', () => {
  it('knows the published values of sRGB', () => {
    const { toLinear, toEncoded } = compileTransfer(SRGB);
    expect(toLinear(0.5)).toBeCloseTo(0.21404114, 8);
    expect(toLinear(0.02)).toBeCloseTo(0.02 / 12.92, 10);
    expect(toEncoded(0.18)).toBeCloseTo(0.46135613, 8);
    expect(toEncoded(0.001)).toBeCloseTo(0.01292, 8);
  });
  it('knows Adobe RGB and ProPhoto', () => {
    expect(compileTransfer(ADOBE_RGB).toLinear(0.5)).toBeCloseTo(0.5 ** 2.19921875, 10);
    expect(compileTransfer(PROPHOTO).toLinear(0.016)).toBeCloseTo(0.001, 10);
    expect(compileTransfer(PROPHOTO).toEncoded(0.18)).toBeCloseTo(0.18 ** (1 / 1.8), 10);
  });
  it('interpolates tables, and takes the first of equal samples backwards', () => {
    const { toLinear, toEncoded } = compileTransfer(table);
    expect(toLinear(0.125)).toBeCloseTo(0.05, 10);
    expect(toLinear(0.875)).toBeCloseTo(0.7, 10);
    expect(toEncoded(0.7)).toBeCloseTo(0.875, 10);
    expect(toEncoded(0.1)).toBeCloseTo(0.25, 10);
    expect([toEncoded(-1), toEncoded(2), toLinear(-1), toLinear(2)]).toEqual([0, 1, 0, 1]);
  });
  it.each(encodings)('$name round-trips, also outside 0..1', (encoding) => {
    const { toLinear, toEncoded } = compileTransfer(encoding);
    fc.assert(fc.property(fc.double({ min: -0.5, max: 2, noNaN: true }), (v) => Math.abs(toEncoded(toLinear(v)) - v) < 1e-6));
  });
  it.each(encodings)('$name: the tables agree with the formulas', (encoding) => {
    const exact = compileTransfer(encoding);
    fc.assert(fc.property(fc.double({ min: -0.1, max: 1.1, noNaN: true }), (v) => {
      expect(Math.abs(exact.toLinearFast(v) - exact.toLinear(v))).toBeLessThan(1e-6);
      expect(Math.abs(exact.toEncodedFast(v) - exact.toEncoded(v))).toBeLessThan(v > 0.001 ? 1e-6 : 1e-4);
    }));
  });
});
