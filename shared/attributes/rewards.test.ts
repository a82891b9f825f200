import fc from 'fast-check';
import { rAttr, rPhoto } from './rewards';

const TAU = 0.02;
/** case, edited, reference, printed, repaired, soft: the table of the derivation */
const CASES = [
  ['perfect', 0.2, 0.2, 0, 1, 1],
  ['90 %', 0.18, 0.2, 0.1, 0.9, 0.9],
  ['half', 0.1, 0.2, 0.5, 0.5, 0.5],
  ['nothing done', 0, 0.2, 1, 0, 0],
  ['overshoot x2', 0.4, 0.2, 1, 0, 0],
  ['overshoot x3', 0.6, 0.2, 2, 0, 0],
  ['wrong sign', -0.2, 0.2, 2, 0, 0],
  ['just under tau', 0.021, 0.019, 0, 0, 0.9],
  ['just over tau', 0.021, 0.021, 0, 1, 1],
  ['keep as is', 0.01, 0, 1, 1, 0.5],
  ['keep as is, violated', 0.05, 0, 0, 0, 0],
] as const;
const delta = fc.double({ min: -2, max: 2, noNaN: true });

describe('rAttr', () => {
  it.each(CASES)('%s', (_, edited, reference, printed, repaired, soft) => {
    expect(rAttr('printed', edited, reference, TAU)).toBeCloseTo(printed, 6);
    expect(rAttr('repaired', edited, reference, TAU)).toBeCloseTo(repaired, 6);
    expect(rAttr('soft', edited, reference, TAU)).toBeCloseTo(soft, 6);
  });
  it('soft equals repaired from tau on, and both stay within 0..1', () => {
    fc.assert(fc.property(delta, delta, (edited, reference) => {
      const soft = rAttr('soft', edited, reference, TAU), repaired = rAttr('repaired', edited, reference, TAU);
      expect(Math.min(soft, repaired)).toBeGreaterThanOrEqual(0);
      expect(Math.max(soft, repaired)).toBeLessThanOrEqual(1);
      if (Math.abs(reference) >= TAU) expect(Math.abs(soft - repaired)).toBeLessThan(1e-6);
    }));
  });
});

describe('rPhoto', () => {
  const input = { exposure: 40, contrast: 50, saturation: 20, colourTemperature: 150 };
  it('is the mean of its parts', () => {
    const reference = { exposure: 50, contrast: 60, saturation: 20, colourTemperature: 170 };
    const edited = { exposure: 50, contrast: 55, saturation: 20, colourTemperature: 150 };
    expect(rPhoto(input, edited, reference)).toEqual({ value: 0.625, parts: { exposure: 1, contrast: 0.5, saturation: 1, colourTemperature: 0 } });
  });
  it('drops what one picture cannot tell', () => {
    const untold = { exposure: 40, contrast: 50, saturation: 20 };
    expect(Object.keys(rPhoto(input, untold, input).parts)).toEqual(['exposure', 'contrast', 'saturation']);
    expect(rPhoto({}, input, input)).toEqual({ parts: {} });
  });
});
