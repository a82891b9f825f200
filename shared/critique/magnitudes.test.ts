import { SUGGESTION_ATTRIBUTES, type Magnitude } from './critique';
import { amountOf, bandOf, largestAmountOf, magnitudeOf } from './magnitudes';

const ORDER: readonly Magnitude[] = ['slightly', 'moderately', 'plain', 'strongly'];

describe('magnitudes', () => {
  it.each([
    ['exposure', [0.25, 0.55, 0.8]], ['contrast', [8, 18, 28]], ['saturation', [8, 18, 28]],
    ['colourTemperature', [10, 20, 30]], ['depthOfField', [0.1, 0.25, 0.4]],
  ] as const)('uses the published starting values for %s', (attribute, [slightly, moderately, plain]) => {
    expect([bandOf(attribute, 'slightly'), bandOf(attribute, 'moderately'), bandOf(attribute, 'plain')]).toEqual([slightly, moderately, plain]);
  });

  it.each(SUGGESTION_ATTRIBUTES)('grows with the word for %s, strongly being 1.5 x plain and within the largest', (attribute) => {
    const amounts = ORDER.map((magnitude) => bandOf(attribute, magnitude));
    expect([...amounts].sort((a, b) => a - b)).toEqual(amounts);
    expect(bandOf(attribute, 'strongly')).toBeCloseTo(1.5 * bandOf(attribute, 'plain'), 12);
    expect(bandOf(attribute, 'strongly')).toBeLessThanOrEqual(largestAmountOf(attribute));
    for (const magnitude of ORDER) expect(magnitudeOf(attribute, bandOf(attribute, magnitude))).toBe(magnitude);
  });

  it('signs by direction, prefers a number, and takes shares off', () => {
    const base = { attribute: 'exposure', magnitude: 'plain', reason: '' } as const;
    expect(amountOf({ ...base, direction: 'decrease' })).toEqual({ value: -0.8, unit: 'EV' });
    expect(amountOf({ ...base, direction: 'increase', amount: 0.5 })).toEqual({ value: 0.5, unit: 'EV' });
    expect(amountOf({ ...base, attribute: 'blur', direction: 'remove' })).toEqual({ value: -1, unit: 'share' });
    expect(amountOf({ ...base, attribute: 'tint', direction: 'remove', magnitude: 'slightly' })).toEqual({ value: -1 / 3, unit: 'share' });
  });
});
