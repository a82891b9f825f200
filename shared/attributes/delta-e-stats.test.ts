import { DISPLAY_P3, SRGB } from '../pixels/colour-encoding';
import { labToLinear } from '../pixels/lab';
import { createFloatImage, type FloatImage } from '../pixels/pixel-buffer';
import { compileTransfer } from '../pixels/transfer';
import { deltaEStats } from './delta-e-stats';

type Lab = readonly [number, number, number];
function picture(encoding: FloatImage['encoding'], colours: readonly Lab[]): FloatImage {
  const image = createFloatImage(colours.length, 1, encoding);
  const { toEncoded } = compileTransfer(encoding);
  colours.forEach((lab, i) => { image.data.set(labToLinear(encoding, ...lab).map(toEncoded), i * 3); });
  return image;
}

describe('deltaEStats', () => {
  it('knows a table pair among equal colours', () => {
    // Sharma pair 28 on one pixel of twenty-five
    const rest: Lab[] = Array.from({ length: 24 }, (_, i) => [20 + 2 * i, 5, -5]);
    const stats = deltaEStats(picture(SRGB, [[35.0831, -44.1164, 3.7933], ...rest]), picture(SRGB, [[35.0232, -40.0716, 1.5901], ...rest]));
    expect(stats.max).toBeCloseTo(1.8645, 2);
    expect(stats.mean).toBeCloseTo(1.8645 / 25, 3);
    expect(stats.p95).toBe(0);
    expect(stats.mean76).toBeCloseTo(Math.hypot(0.0599, 4.0448, 2.2032) / 25, 3);
    expect(stats.signedMean[1]).toBeCloseTo(4.0448 / 25, 3);
  });
  it('takes the 95th percentile by nearest rank', () => {
    const base: Lab[] = Array.from({ length: 100 }, () => [50, 0, 0]);
    const moved = base.map(([L], i): Lab => [L + (i < 6 ? 1 : 0), 0, 0]);
    // dE00 of one L* at 50.5: SL = 1 + .015 * .25 / sqrt(20.25)
    expect(deltaEStats(picture(SRGB, base), picture(SRGB, moved)).p95).toBeCloseTo(1 / (1 + (0.015 * 0.25) / Math.sqrt(20.25)), 2);
  });
  it('compares appearance, not numbers: the same colours in P3 are equal', () => {
    const colours: Lab[] = [[50, 20, 30], [70, -20, 10], [30, 5, -30], [95, 0, 0]];
    expect(deltaEStats(picture(SRGB, colours), picture(DISPLAY_P3, colours)).max).toBeLessThan(0.002);
  });
  it('refuses different sizes', () => {
    expect(() => deltaEStats(createFloatImage(2, 1, SRGB), createFloatImage(1, 2, SRGB))).toThrow(RangeError);
  });
});
