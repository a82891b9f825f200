import fc from 'fast-check';
import { AppError } from '../errors/app-error';
import type { Mask } from './mask';
import { encodeRasterMask, maskRows, rasteriseMask } from './rasterise-mask';

const RADIAL: Mask = { kind: 'radial', centreX: 0.5, centreY: 0.5, inner: 0.25, outer: 0.75 };

describe('rasteriseMask', () => {
  it('interpolates raster samples between their centres and holds the edges', () => {
    const mask = encodeRasterMask([0, 1], 2, 1, 'ramp');
    expect(Array.from(rasteriseMask(mask, 4, 1))).toEqual([0, 0.25, 0.75, 1]);
    expect(Array.from(rasteriseMask(mask, 2, 2))).toEqual([0, 1, 0, 1]);
  });

  it('keeps 8-bit coverage exactly at its own size', () => {
    const weights = Float32Array.from({ length: 256 }, (_, i) => i / 255);
    expect(rasteriseMask(encodeRasterMask(weights, 16, 16, 'all'), 16, 16)).toEqual(weights);
  });

  it('measures radial masks in half diagonals', () => {
    const weights = rasteriseMask(RADIAL, 401, 301);
    const at = (x: number, y: number): number => weights[y * 401 + x]!;
    expect(at(200, 150)).toBe(0);
    expect(at(0, 0)).toBe(1);
    // half a half-diagonal to the right of the centre: the middle of the smoothstep
    expect(at(200 + Math.round(Math.hypot(401, 301) / 4), 150)).toBeCloseTo(0.5, 2);
  });

  it('multiplies the masks of a product', () => {
    const half = encodeRasterMask([0.6], 1, 1, 'flat');
    const product = rasteriseMask({ kind: 'product', masks: [half, RADIAL] }, 9, 7);
    rasteriseMask(RADIAL, 9, 7).forEach((weight, i) => { expect(product[i]).toBeCloseTo(weight * 0.6, 6); });
  });

  it('gives the same values in strips of any height', () => {
    const raster = encodeRasterMask(Array.from({ length: 35 }, (_, i) => (i * 37) % 11 / 10), 5, 7, 'noise');
    fc.assert(fc.property(fc.constantFrom(raster, RADIAL), fc.integer({ min: 1, max: 23 }), fc.integer({ min: 1, max: 23 }), fc.integer({ min: 1, max: 23 }), (mask, width, height, strip) => {
      const whole = rasteriseMask(mask, width, height);
      for (let y = 0; y < height; y += strip) {
        const count = Math.min(strip, height - y);
        expect(maskRows(mask, width, height, y, count)).toEqual(whole.slice(y * width, (y + count) * width));
      }
    }));
  });

  it.each(['', 'AAA=', 'not base64'])('refuses raster data that do not fit: %j', (data) => {
    expect(() => rasteriseMask({ kind: 'raster', width: 3, height: 3, data, label: 'sky' }, 8, 8)).toThrow(AppError);
  });
});
