import fc from 'fast-check';
import { D65 } from './chromatic-adaptation';
import { miredToXy, xyToMired } from './colour-temperature';

describe('xyToMired', () => {
  // chromaticities and CCT of CIE standard illuminants, CIE 15:2018 table T.3; Duv of daylight is about +0.003
  it.each([
    ['D65', D65.x, D65.y, 6504, 0.0032],
    ['A', 0.44757, 0.40745, 2856, 0],
    ['D50', 0.34567, 0.3585, 5003, 0.0033],
    ['D75', 0.29902, 0.31485, 7504, 0.0032],
  ])('%s', (_, x, y, kelvin, duv) => {
    const found = xyToMired({ x, y });
    expect(Math.abs(found.mired - 1e6 / kelvin)).toBeLessThan(0.5);
    expect(Math.abs(found.duv - duv)).toBeLessThan(3e-4);
  });
  it('calls green whites positive and magenta ones negative', () => {
    expect(xyToMired({ x: 0.3127, y: 0.35 }).duv).toBeGreaterThan(0.01);
    expect(xyToMired({ x: 0.3127, y: 0.3 }).duv).toBeLessThan(-0.01);
  });
  it('inverts miredToXy', () => {
    fc.assert(fc.property(fc.double({ min: 67, max: 600, noNaN: true }), fc.double({ min: -0.03, max: 0.03, noNaN: true }), (mired, duv) => {
      const back = xyToMired(miredToXy({ mired, duv }));
      expect(Math.abs(back.mired - mired)).toBeLessThan(0.05);
      expect(Math.abs(back.duv - duv)).toBeLessThan(1e-5);
    }));
  });
});
