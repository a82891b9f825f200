import fc from 'fast-check';
import { resample } from './resample';

describe('resample', () => {
  it('keeps a constant picture constant at any size', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (w, h, tw, th) => {
      const result = resample(new Float32Array(w * h * 3).fill(0.25), { width: w, height: h }, { width: tw, height: th }, 3);
      expect(result).toHaveLength(tw * th * 3);
      for (const sample of result) expect(sample).toBeCloseTo(0.25, 6);
    }));
  });

  it('is bilinear between sample centres when a picture grows', () => {
    expect([...resample(Float32Array.of(0, 1), { width: 2, height: 1 }, { width: 4, height: 1 }, 1)]).toEqual([0, 0.25, 0.75, 1]);
  });

  it('weighs every source pixel when a picture shrinks', () => {
    const impulse = (at: number): number => {
      const source = new Float32Array(12);
      source[at] = 1;
      return resample(source, { width: 12, height: 1 }, { width: 3, height: 1 }, 1).reduce((sum, value) => sum + value, 0);
    };
    for (let at = 0; at < 12; at++) expect(impulse(at)).toBeGreaterThan(0.1);
  });

  it('keeps channels and axes apart', () => {
    // 1 x 2 picture, two channels: the first falls from top to bottom, the second rises.
    const result = resample(Float32Array.of(1, 0, 0, 1), { width: 1, height: 2 }, { width: 1, height: 4 }, 2);
    expect([...result]).toEqual([1, 0, 0.75, 0.25, 0.25, 0.75, 0, 1]);
  });
});
