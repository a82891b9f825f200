import type { Suggestion } from '../critique/critique';
import type { AttributeValues } from './attribute';
import { rComp } from './compliance';
import { NEUTRAL_WHITE } from './neutral-estimate';

const suggest = (attribute: Suggestion['attribute'], direction: Suggestion['direction'], more: Partial<Suggestion> = {}): Suggestion =>
  ({ attribute, direction, magnitude: 'plain', reason: '', ...more });
const before: AttributeValues = { luminanceEv: -1, contrast: 50, saturation: 20, highlights: 80, shadows: 10, colourTemperature: NEUTRAL_WHITE.mired + 30, tint: 8 };
const one = (suggestion: Suggestion, after: AttributeValues, strict = false): boolean | string => {
  const item = rComp([suggestion], before, { ...before, ...after }, { strict }).items[0]!;
  return item.judged ? item.satisfied : item.because;
};

describe('rComp', () => {
  it.each([
    [suggest('exposure', 'increase'), { luminanceEv: -0.9 }, true],
    [suggest('exposure', 'increase'), { luminanceEv: -0.96 }, false],
    [suggest('exposure', 'increase'), { luminanceEv: -1.5 }, false],
    [suggest('exposure', 'decrease'), { luminanceEv: -1.5 }, true],
    [suggest('contrast', 'increase'), { contrast: 51.6 }, true],
    [suggest('saturation', 'decrease'), { saturation: 18 }, true],
    [suggest('vibrance', 'increase'), { saturation: 22 }, true],
    [suggest('colourTemperature', 'increase'), { colourTemperature: NEUTRAL_WHITE.mired + 36 }, true],
    [suggest('colourTemperature', 'decrease'), { colourTemperature: NEUTRAL_WHITE.mired + 36 }, false],
    [suggest('tint', 'increase'), { tint: 4 }, true],
    [suggest('tint', 'decrease'), { tint: 4 }, false],
    [suggest('tint', 'remove'), { tint: -1 }, true],
    [suggest('colourTemperature', 'remove'), { colourTemperature: NEUTRAL_WHITE.mired - 40 }, false],
    [suggest('blur', 'remove'), {}, 'notPhotometric'],
    [suggest('exposure', 'increase', { scope: 'subject' }), { luminanceEv: 0 }, 'regional'],
  ] as const)('%j after %j: %s', (suggestion, after, expected) => {
    expect(one(suggestion, after)).toBe(expected);
  });
  it('strict asks for the size of the word', () => {
    expect(one(suggest('exposure', 'increase', { magnitude: 'slightly' }), { luminanceEv: -0.75 }, true)).toBe(true);
    expect(one(suggest('exposure', 'increase', { magnitude: 'slightly' }), { luminanceEv: -0.2 }, true)).toBe(false);
    expect(one(suggest('saturation', 'increase', { magnitude: 'moderately' }), { saturation: 23.6 }, true)).toBe(true);
    expect(one(suggest('saturation', 'increase'), { saturation: 21.1 }, true)).toBe(true);
    expect(one(suggest('exposure', 'increase', { magnitude: 'strongly' }), { luminanceEv: -0.4 }, true)).toBe(false);
    expect(one(suggest('exposure', 'increase', { magnitude: 'strongly' }), { luminanceEv: 0.2 }, true)).toBe(true);
    expect(one(suggest('exposure', 'increase', { amount: 1 }), { luminanceEv: -0.4 }, true)).toBe(true);
    expect(one(suggest('exposure', 'increase', { amount: 1 }), { luminanceEv: -0.6 }, true)).toBe(false);
  });
  it('reports what was measured, with its unit', () => {
    const { items } = rComp([suggest('contrast', 'increase'), suggest('tint', 'increase')], before, { ...before, contrast: 60, tint: 5 });
    expect(items).toMatchObject([{ measuredDelta: 20, unit: '%' }, { measuredDelta: 3, unit: 'Duv x 1000' }]);
  });
  it('is the satisfied share of what was judged', () => {
    const result = rComp([suggest('exposure', 'increase'), suggest('contrast', 'increase'), suggest('noise', 'remove')], before, { ...before, luminanceEv: 0 });
    expect(result).toMatchObject({ value: 0.5, judged: 2 });
  });
  it('gives no value where nothing was judged', () => {
    expect(rComp([], before, before)).toEqual({ judged: 0, items: [] });
    expect(rComp([suggest('colourTemperature', 'increase')], before, { luminanceEv: 1 })).toMatchObject({ judged: 0, items: [{ because: 'notMeasurable' }] });
    expect(rComp([suggest('noise', 'remove')], before, before)).not.toHaveProperty('value');
  });
  it('judges a measure once, and not at all where suggestions contradict', () => {
    const after = { ...before, saturation: 25 };
    expect(rComp([suggest('saturation', 'increase'), suggest('vibrance', 'increase')], before, after)).toMatchObject({ value: 1, judged: 1 });
    expect(rComp([suggest('saturation', 'increase'), suggest('saturation', 'decrease')], before, after)).toMatchObject({ judged: 0, items: [{ because: 'contradicted' }, { because: 'contradicted' }] });
  });
});
