import fc from 'fast-check';
import { CRITIQUE_SECTIONS, SUGGESTION_ATTRIBUTES, type CritiqueSectionId, type Suggestion } from './critique';
import { parseCritique, printCritique } from './grammar';
import { strictFormat } from './strict-format';

const SECTIONS = Object.fromEntries(CRITIQUE_SECTIONS.map((id, i) => [id, `Paragraph ${i + 1}.`])) as Record<CritiqueSectionId, string>;
const raise: Suggestion = { attribute: 'contrast', direction: 'increase', magnitude: 'slightly', reason: '' };

const sentence = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map((text) => text.replace(/\r/g, ' ').trim()).filter((text) => text !== '');
const suggestion: fc.Arbitrary<Suggestion> = fc.record({
  attribute: fc.constantFrom(...SUGGESTION_ATTRIBUTES),
  direction: fc.constantFrom('increase' as const, 'decrease' as const),
  magnitude: fc.constantFrom('slightly' as const, 'moderately' as const, 'plain' as const, 'strongly' as const),
  reason: fc.oneof(fc.constant(''), sentence),
});

describe('printCritique and parseCritique', () => {
  it('return what was printed, for any text', () => {
    fc.assert(fc.property(fc.tuple(sentence, sentence, sentence, sentence, sentence), fc.array(suggestion, { maxLength: 5 }), fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }), (texts, suggestions, value) => {
      const sections = Object.fromEntries(CRITIQUE_SECTIONS.map((id, i) => [id, texts[i]!])) as Record<CritiqueSectionId, string>;
      const { critique, dropped } = parseCritique(printCritique({ sections, suggestions, ...(value !== undefined && { score: { value } }) }));
      expect(critique.sections).toEqual(sections);
      expect(critique.suggestions).toEqual(suggestions);
      expect(critique.score).toBe(value);
      expect(dropped).toEqual([]);
    }), { numRuns: 300 });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => { parseCritique(text); }));
  });

  const body = '<think>\n(1) One.\n(2) Two.\n(3) Three.\n(4) Four.\n(5) Five.\n</think>\n';
  it.each([
    ['upstream form', `${body}<edit_start>1. slightly increase contrast</edit_end><answer>72</answer>`, 72, 1],
    ['closer named after the opener', `${body}<edit_start>slightly increase contrast</edit_start><answer>72</answer>`, 72, 1],
    ['closer without a suffix', `${body}<edit_start>slightly increase contrast</edit><answer>72</answer>`, 72, 1],
    ['no closers at all', `${body}<edit_start>slightly increase contrast\n<answer>72`, 72, 1],
    ['score out of 100', `${body}<edit_start>slightly increase contrast</edit_end><answer>82/100</answer>`, 82, 1],
    ['score with words', `${body}<edit_start>slightly increase contrast</edit_end><answer>Score: 82.5</answer>`, 82.5, 1],
    ['heading instead of a tag', `${body}<edit_start>slightly increase contrast</edit_end>\nPredicted Score: 82/100`, 82, 1],
    ['other digits', `${body}<edit_start>١. slightly increase contrast</edit_end><answer>٧٢</answer>`, 72, 1],
    ['full-width digits', `${body}<edit_start>slightly increase contrast</edit_end><answer>７２</answer>`, 72, 1],
    ['semicolons', `${body}<edit_start>slightly increase contrast; remove blur; change color temperature to slightly warmer</edit_end><answer>7</answer>`, 7, 3],
    ['bullets', `${body}<edit_start>\n- slightly increase contrast\n- remove haze\n</edit_end><answer>50</answer>`, 50, 2],
    ['text after the answer', `${body}<edit_start>slightly increase contrast</edit_end><answer>72</answer> I hope this helps!`, 72, 1],
  ])('reads the %s', (_, text, score, count) => {
    const { critique } = parseCritique(text);
    expect(critique.score).toBe(score);
    expect(critique.suggestions).toHaveLength(count);
    expect(critique.suggestions[0]).toEqual(raise);
    expect(Object.keys(critique.sections)).toEqual([...CRITIQUE_SECTIONS]);
    expect(critique.sections.overall).toBe('Five.');
  });

  it('says what it dropped and never guesses a score', () => {
    const { critique, dropped } = parseCritique(`${body}<edit_start>turn the dog into a fox; slightly increase contrast</edit_end><answer>very good</answer> bye`);
    expect(critique.score).toBeUndefined();
    expect(critique.suggestions).toEqual([raise]);
    expect(dropped.join(' | ')).toMatch(/fox/);
    expect(dropped).toContain('very good');
    expect(dropped).toContain('bye');
  });

  it.each([
    ['inside the reasoning', '<think>\n(1) One.\n(2) Tw', true],
    ['before the score', `${body}<edit_start>slightly increase contrast</edit_end><answer>`, true],
    ['nowhere', `${body}<edit_start></edit_end><answer>72</answer>`, false],
  ])('knows whether a text breaks off: %s', (_, text, truncated) => {
    expect(parseCritique(text).truncated).toBe(truncated);
  });
});

describe('strictFormat', () => {
  it('passes what is printed', () => {
    expect(strictFormat(printCritique({ sections: SECTIONS, suggestions: [raise], score: { value: 72 } })).ok).toBe(true);
    expect(strictFormat(printCritique({ sections: SECTIONS, suggestions: [], score: { value: 0 } })).ok).toBe(true);
  });
  it.each([
    ['no score', printCritique({ sections: SECTIONS, suggestions: [raise] }), 'score'],
    ['an unread suggestion', printCritique({ sections: SECTIONS, suggestions: [raise], score: { value: 1 } }).replace('slightly increase contrast', 'paint it blue with stars'), 'suggestions'],
    ['a missing section', printCritique({ sections: SECTIONS, suggestions: [raise], score: { value: 1 } }).replace('(5) Paragraph 5.', ''), 'sections'],
    ['another closer', printCritique({ sections: SECTIONS, suggestions: [raise], score: { value: 1 } }).replace('</edit_end>', '</edit>'), 'blocks'],
  ])('fails for %s', (_, text, check) => {
    const verdict = strictFormat(text);
    expect(verdict.ok).toBe(false);
    expect(verdict.checks[check]).toBe(false);
  });
});
