import { SRGB } from '../pixels/colour-encoding';
import { labToLinear } from '../pixels/lab';
import { createFloatImage, type FloatImage } from '../pixels/pixel-buffer';
import { compileTransfer } from '../pixels/transfer';
import { gradientStructuralSimilarity } from './structural-similarity';

const { toEncoded } = compileTransfer(SRGB);
/** Grey by L*. */
function picture(lightnessAt: (x: number, y: number) => number, side = 48): FloatImage {
  const image = createFloatImage(side, side, SRGB);
  for (let i = 0; i < side * side; i++) image.data.fill(toEncoded(labToLinear(SRGB, lightnessAt(i % side, Math.floor(i / side)), 0, 0)[0]), i * 3, i * 3 + 3);
  return image;
}
const wave = (x: number, y: number): number => 50 + 15 * Math.sin(x / 3) + 10 * Math.cos(y / 5);

describe('gradientStructuralSimilarity', () => {
  it('is 1 for equal pictures and for an even shift of lightness', () => {
    expect(gradientStructuralSimilarity(picture(wave), picture(wave))).toBe(1);
    expect(gradientStructuralSimilarity(picture(wave), picture((x, y) => wave(x, y) + 12))).toBeCloseTo(1, 5);
  });
  it('has the analytic value for ramps of different slope, the same at every scale but for the slope', () => {
    const slopes = [1, 2, 4, 8].map((step) => {
      // Prewitt spans two pixels: an L* slope s gives 2 s; each octave doubles it
      const [g, h] = [(2 * 0.5 * step) / 100, (2 * 1 * step) / 100];
      const c = 170 / 255 ** 2;
      return (2 * g * h + c) / (g * g + h * h + c);
    });
    const expected = slopes.reduce((a, b) => a + b) / 4;
    expect(gradientStructuralSimilarity(picture((x) => 20 + 0.5 * x), picture((x) => 20 + x))).toBeCloseTo(expected, 4);
  });
  it('falls when structure is lost', () => {
    const flat = gradientStructuralSimilarity(picture(wave), picture(() => 50))!;
    const half = gradientStructuralSimilarity(picture(wave), picture((x, y) => 50 + (wave(x, y) - 50) / 2))!;
    expect(flat).toBeLessThan(0.5);
    expect(half).toBeGreaterThan(flat);
    expect(half).toBeLessThan(1);
  });
  it('uses as many scales as there are, and none below 3 pixels', () => {
    expect(gradientStructuralSimilarity(picture(wave, 3), picture(wave, 3))).toBe(1);
    expect(gradientStructuralSimilarity(picture(wave, 2), picture(wave, 2))).toBeUndefined();
    expect(() => gradientStructuralSimilarity(picture(wave, 3), picture(wave, 4))).toThrow(RangeError);
  });
});
