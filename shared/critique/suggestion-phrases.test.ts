import fc from 'fast-check';
import { arbitrarySuggestion } from './arbitrary-suggestion.fixture';
import { SUGGESTION_ATTRIBUTES, type Suggestion } from './critique';
import { parseSuggestion, printSuggestion } from './suggestion-phrases';

const plain = { magnitude: 'plain', reason: '' } as const;

describe('printSuggestion', () => {
  it.each<[string, Suggestion]>([
    ['slightly increase contrast', { ...plain, attribute: 'contrast', direction: 'increase', magnitude: 'slightly' }],
    ['change color temperature to slightly warmer', { ...plain, attribute: 'colourTemperature', direction: 'increase', magnitude: 'slightly' }],
    ['change color temperature to cooler', { ...plain, attribute: 'colourTemperature', direction: 'decrease' }],
    ['slightly decrease the depth of field (enhance the bokeh effect)', { ...plain, attribute: 'depthOfField', direction: 'decrease', magnitude: 'slightly' }],
    ['remove blur', { ...plain, attribute: 'blur', direction: 'remove' }],
    ['increase exposure by 0.5 EV in the subject while keeping the sky and the skin', { ...plain, attribute: 'exposure', direction: 'increase', magnitude: 'moderately', amount: 0.5, scope: 'subject', keep: ['sky', 'skin'] }],
  ])('says “%s”', (text, suggestion) => {
    expect(printSuggestion(suggestion)).toBe(text);
    expect(parseSuggestion(text)).toEqual({ suggestion, notes: [] });
  });

  it('is read back, whatever the suggestion', () => {
    fc.assert(fc.property(arbitrarySuggestion, (suggestion) => {
      const read = parseSuggestion(printSuggestion(suggestion));
      expect(read).toEqual({ suggestion: { ...suggestion, reason: '' }, notes: [] });
    }), { numRuns: 2000 });
  });

  it('is read back for each attribute and direction', () => {
    for (const attribute of SUGGESTION_ATTRIBUTES) for (const direction of ['increase', 'decrease', 'remove'] as const) {
      const suggestion: Suggestion = { ...plain, attribute, direction };
      expect(parseSuggestion(printSuggestion(suggestion))).toEqual({ suggestion, notes: [] });
    }
  });
});

describe('parseSuggestion', () => {
  it('lets the parenthesis win over the verb about depth of field, and flags it', () => {
    const read = parseSuggestion('moderately increase the depth of field (enhance the bokeh effect)');
    expect(read?.suggestion).toMatchObject({ attribute: 'depthOfField', direction: 'decrease', magnitude: 'moderately' });
    expect(read?.notes).toEqual([expect.stringContaining('disagree about depthOfField')]);
  });

  it('takes what follows "because" as the reason', () => {
    expect(parseSuggestion('increase contrast because it is flat; really')?.suggestion.reason).toBe('it is flat; really');
  });

  it('names what it leaves out', () => {
    expect(parseSuggestion('brighter and a crimson unicorn')?.notes).toEqual(['not understood: “a crimson unicorn”']);
    expect(parseSuggestion('brighter, remove haze')?.notes).toEqual(['also asked: remove haze']);
  });

  it('finds nothing in nothing', () => {
    for (const text of ['', '   ', 'please', 'the quick brown fox', 'increase', '72']) expect(parseSuggestion(text)).toBeUndefined();
  });
});
