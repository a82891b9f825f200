import fc from 'fast-check';
import { compileCurve } from '../adjustments/curves';
import type { ScalarMap } from '../adjustments/pixel-map';
import { fitCurve } from './fit-curve';

function largestError(map: ScalarMap): number {
  const curve = compileCurve(fitCurve(map));
  return Math.max(...Array.from({ length: 1001 }, (_, i) => Math.abs(curve(i / 1000) - Math.min(Math.max(map(i / 1000), 0), 1))));
}

describe('fitCurve', () => {
  it.each<[string, ScalarMap, number]>([
    ['a straight line', (v) => v, 2],
    ['a stretch that clips at both ends', (v) => (255 * v - 51) / 153, 2],
    ['a constant', () => 0.4, 2],
  ])('needs no more than two points for %s', (_, map, count) => {
    expect(fitCurve(map)).toHaveLength(count);
    expect(largestError(map)).toBeLessThan(1 / 255);
  });

  it('follows power laws and clipped S-curves within half a level, with 16 points at most and whole inputs', () => {
    const shapes = fc.record({ power: fc.double({ min: 0.6, max: 2.5, noNaN: true }), gain: fc.double({ min: 0.5, max: 1.6, noNaN: true }) });
    fc.assert(fc.property(shapes, ({ power, gain }) => {
      const map: ScalarMap = (v) => gain * v ** power;
      const points = fitCurve(map);
      expect(points.length).toBeLessThanOrEqual(16);
      points.forEach(({ input, output }, i) => {
        expect(Number.isInteger(input) && output >= 0 && output <= 255).toBe(true);
        if (i > 0) expect(input).toBeGreaterThan(points[i - 1]!.input);
      });
      // next to black a power below 1 is infinitely steep, so half a level is asked from the second level on
      const curve = compileCurve(points);
      for (let v = 2; v <= 255; v++) expect(Math.abs(curve(v / 255) - Math.min(map(v / 255), 1))).toBeLessThan(0.5 / 255);
    }));
  });
});
