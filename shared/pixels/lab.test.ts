import fc from 'fast-check';
import { ADOBE_RGB, DISPLAY_P3, PROPHOTO, SRGB } from './colour-encoding';
import { encodedToLab, labToLinear, lightnessToLuminance, linearToLab, luminanceToLightness } from './lab';
import { createFloatImage } from './pixel-buffer';
import { compileTransfer } from './transfer';

const unit = fc.double({ min: 0, max: 1, noNaN: true });

describe('Lab', () => {
  it.each([SRGB, DISPLAY_P3, ADOBE_RGB, PROPHOTO])('white of $name is L* 100 without chroma', (encoding) => {
    const [L, a, b] = linearToLab(encoding, 1, 1, 1);
    expect(L).toBeCloseTo(100, 5);
    expect(a).toBeCloseTo(0, 3);
    expect(b).toBeCloseTo(0, 3);
  });
  // the usual table, whose white is rounded to (0.95047, 1, 1.08883): hence the second decimal's freedom
  it.each([
    [[1, 0, 0], [53.24, 80.09, 67.2]],
    [[0, 1, 0], [87.73, -86.18, 83.18]],
    [[0, 0, 1], [32.3, 79.19, -107.86]],
  ] as const)('knows the sRGB primary %j', ([r, g, b], expected) => {
    linearToLab(SRGB, r, g, b).forEach((value, i) => { expect(Math.abs(value - expected[i]!)).toBeLessThan(0.02); });
  });
  it('puts mid grey at L* 49.5', () => {
    expect(luminanceToLightness(0.18)).toBeCloseTo(49.496, 3);
    expect(lightnessToLuminance(50)).toBeCloseTo(0.184187, 6);
    expect(lightnessToLuminance(4)).toBeCloseTo(4 / (24389 / 27), 10);
  });
  it('round-trips', () => {
    fc.assert(fc.property(unit, unit, unit, (r, g, b) => {
      const back = labToLinear(PROPHOTO, ...linearToLab(PROPHOTO, r, g, b));
      [r, g, b].forEach((v, i) => { expect(back[i]).toBeCloseTo(v, 8); });
    }));
  });
  it('converts whole pictures within 0.001 of the exact formula', () => {
    fc.assert(fc.property(fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }), (rgb) => {
      const image = createFloatImage(1, 1, SRGB);
      image.data.set(rgb);
      const { toLinear } = compileTransfer(SRGB);
      const exact = linearToLab(SRGB, toLinear(rgb[0]!), toLinear(rgb[1]!), toLinear(rgb[2]!));
      const planes = encodedToLab(image);
      [planes.lightness, planes.a, planes.b].forEach((plane, i) => { expect(Math.abs(plane[0]! - exact[i]!)).toBeLessThan(1e-3); });
    }));
  });
});
