import { computePlanes } from '@photocrafter/shared/attributes/planes';
import { findHorizon } from './horizon';
import { hashNoise, pictureOf } from './synthetic-picture.fixture';

/** Sky over sea, the edge higher on the right by `degrees`. */
function sea(degrees: number) {
  const slope = Math.tan((degrees * Math.PI) / 180);
  return pictureOf(320, 213, (x, y) => {
    // antialiased over one pixel, as a lens would
    const below = Math.min(1, Math.max(0, y - (110 - (x - 160) * slope) + 0.5));
    const tone = 0.75 - 0.4 * below + 0.02 * hashNoise(x, y);
    return [tone, tone, tone + 0.05];
  });
}

describe('findHorizon', () => {
  it.each([-6, -2.5, -1, 0, 1, 2.5, 6])('measures a sea horizon that leans by %d degrees', (degrees) => {
    const found = findHorizon(computePlanes(sea(degrees)));
    expect(found.degrees).toBeCloseTo(degrees, 0);
    expect(Math.abs(found.degrees! - degrees)).toBeLessThanOrEqual(0.3);
  });

  it('does not guess without a line', () => {
    const texture = pictureOf(320, 213, (x, y) => { const t = 0.5 + 0.4 * hashNoise(x, y); return [t, t, t]; });
    expect(findHorizon(computePlanes(texture)).degrees).toBeUndefined();
    expect(findHorizon(computePlanes(pictureOf(320, 213, () => [0.4, 0.4, 0.4]))).degrees).toBeUndefined();
  });

  it('does not take a hill or a short edge for the horizon', () => {
    const hill = pictureOf(320, 213, (x, y) => (y > 150 - 60 * Math.cos((x - 160) / 90) ? [0.2, 0.3, 0.2] : [0.7, 0.75, 0.8]));
    const shelf = pictureOf(320, 213, (x, y) => (y > 110 && x > 120 && x < 220 ? [0.2, 0.2, 0.2] : [0.7, 0.7, 0.7]));
    expect(findHorizon(computePlanes(hill)).degrees).toBeUndefined();
    expect(findHorizon(computePlanes(shelf)).degrees).toBeUndefined();
  });

  it('answers nothing for tiny pictures', () => {
    expect(findHorizon(computePlanes(pictureOf(1, 1, () => [0.5, 0.5, 0.5])))).toEqual({ confidence: 0 });
  });
});
