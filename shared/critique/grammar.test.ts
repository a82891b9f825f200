import fc from 'fast-check';
import { arbitrarySuggestion } from './arbitrary-suggestion.fixture';
import { CRITIQUE_SECTIONS, type CritiqueSectionId, type Suggestion } from './critique';
import { parseCritique, printCritique } from './grammar';
import { strictFormat, type FormatCheck } from './strict-format';

const SECTIONS = Object.fromEntries(CRITIQUE_SECTIONS.map((id, i) => [id, `Paragraph ${i + 1}.`])) as Record<CritiqueSectionId, string>;
const raise: Suggestion = { attribute: 'contrast', direction: 'increase', magnitude: 'slightly', reason: '' };

/** Any text, and what would break the form if it were not escaped. */
const paragraph = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.array(fc.constantFrom('</think>', '<edit_start>', '<answer>9</answer>', '\n', '\r\n', '\t', '\u2028', '(2)', '\uff083\uff09', '4. ', ';', ' ', '**', '\\u{41}', '\\', 'Score: 7', 'Suggestions:\n', ' because ', 'Noise.'), { maxLength: 5 }).map((parts) => parts.join('')),
);
const arbitraryCritique = fc.record({
  texts: fc.tuple(paragraph, paragraph, paragraph, paragraph, paragraph),
  suggestions: fc.array(fc.tuple(arbitrarySuggestion, paragraph).map(([suggestion, reason]): Suggestion => ({ ...suggestion, reason })), { maxLength: 6 }),
  score: fc.option(fc.integer({ min: 0, max: 10000 }).map((points) => ({ value: points / 100 })), { nil: undefined }),
}).map(({ texts, suggestions, score }) => ({
  sections: Object.fromEntries(CRITIQUE_SECTIONS.map((id, i) => [id, texts[i]!])) as Record<CritiqueSectionId, string>,
  suggestions,
  ...(score !== undefined && { score }),
}));

describe('printCritique and parseCritique', () => {
  it('return what was printed, for any critique', () => {
    fc.assert(fc.property(arbitraryCritique, ({ sections, suggestions, score }) => {
      const reading = parseCritique(printCritique({ sections, suggestions, ...(score !== undefined && { score }) }));
      expect(reading).toEqual({ critique: { sections, suggestions, ...(score !== undefined && { score: score.value }) }, dropped: [], notes: [], truncated: false });
    }), { numRuns: 500 });
  });

  it('leaves ordinary prose as it is', () => {
    const prose = 'Sharp (sigma 0.4), < 1 % clipped; the sky\u2019s blue "holds".'.replace(';', ',');
    expect(printCritique({ sections: { ...SECTIONS, quality: prose }, suggestions: [raise] })).toContain(`(1) ${prose}\n`);
  });

  it('never throws, never makes a score up, and names a text without structure', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => { parseCritique(text); }));
    fc.assert(fc.property(fc.array(fc.constantFrom('<think>', '</think>', '<edit_start>', '</edit>', '<answer>', '</answer>', '(1)', '(3) ', '\n', 'brighter', '72', '; ', 'Score: ', '<edi'), { maxLength: 25 }), (parts) => {
      const { critique } = parseCritique(parts.join(''));
      if (critique.score !== undefined) expect([1, 3, 72]).toContain(critique.score);
    }), { numRuns: 1000 });
    expect(parseCritique('Just some words.').dropped).toEqual(['Just some words.']);
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
    ['other closer spelling', `${body}<Edit_Start>slightly increase contrast<edit_end><ANSWER> 72 </ANSWER>`, 72, 1],
    ['full-width semicolons', `${body}<edit_start>slightly increase contrast\uff1bremove blur</edit_end><answer>72</answer>`, 72, 2],
    ['commas', `${body}<edit_start>slightly increase contrast, remove blur</edit_end><answer>72</answer>`, 72, 2],
    ['numbers with brackets', `${body}<edit_start>1) slightly increase contrast\n2) remove blur\n</edit_end><answer>72</answer>`, 72, 2],
    ['numbers in one line', `${body}<edit_start>1. slightly increase contrast 2. remove blur</edit_end><answer>72</answer>`, 72, 2],
    ['score out of a hundred in words', `${body}<edit_start>slightly increase contrast</edit_end><answer>I give it 66 out of 100.</answer>`, 66, 1],
    ['decimal comma', `${body}<edit_start>slightly increase contrast</edit_end><answer>66,5</answer>`, 66.5, 1],
    ['sections in one line', `<think>${body.slice(8, -10).replaceAll('\n', ' ')}</think><edit_start>slightly increase contrast</edit_end><answer>72</answer>`, 72, 1],
    ['full-width section numbers', `${body.replace(/\((\d)\)/g, '\uff08$1\uff09')}<edit_start>slightly increase contrast</edit_end><answer>72</answer>`, 72, 1],
    ['Arabic section numbers', `${body.replace(/\((\d)\)/g, (_all, digit: string) => `(${String.fromCodePoint(0x660 + Number(digit))})`)}<edit_start>slightly increase contrast</edit_end><answer>72</answer>`, 72, 1],
    ['bold section numbers', `${body.replace(/\((\d)\)/g, '**$1.**')}<edit_start>slightly increase contrast</edit_end><answer>72</answer>`, 72, 1],
    ['titles instead of numbers', '<think>\nImage quality: One.\nColor and lighting: Two.\nComposition: Three.\nAesthetic impression: Four.\nOverall evaluation: Five.</think><edit_start>slightly increase contrast</edit_end><answer>72</answer>', 72, 1],
    ['headings of the published figures', `Reasoning:\n${body.slice(8, -10)}\nSuggestions:\n1. slightly increase contrast;\n2. remove blur\n\nPredicted Score: 82/100`, 82, 2],
    ['score inside the reasoning', `${body.replace('Four.', 'Four.\nScore: 3 of 5 for mood.')}<edit_start>slightly increase contrast</edit_end><answer>72</answer>`, 72, 1],
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

  it.each(['between 70 and 80', '150', '-5', '7/10', '3 of 5', 'seventy', '72/80', '1e3'])('takes no score from “%s”', (answer) => {
    const { critique, dropped } = parseCritique(`${body}<edit_start></edit_end><answer>${answer}</answer>`);
    expect(critique.score).toBeUndefined();
    expect(dropped).toEqual([answer]);
  });

  it('takes no digit that may not be the last one', () => {
    const cut = (answer: string): number | undefined => parseCritique(`${body}<edit_start></edit_end><answer>${answer}`).critique.score;
    expect([cut('7'), cut('10'), cut('72'), cut('7\n')]).toEqual([undefined, undefined, 72, 7]);
  });

  it('keeps the reason of a suggestion and notes its contradictions', () => {
    const { critique, notes } = parseCritique(`${body}<edit_start>slightly increase the depth of field (enhance the bokeh effect) because the background distracts</edit_end><answer>72</answer>`);
    expect(critique.suggestions).toEqual([{ attribute: 'depthOfField', direction: 'decrease', magnitude: 'slightly', reason: 'the background distracts' }]);
    expect(notes).toEqual([expect.stringContaining('disagree')]);
  });

  it.each(['None', 'No changes needed.', ''])('takes “%s” for no suggestions', (edits) => {
    expect(parseCritique(`${body}<edit_start>${edits}</edit_end><answer>72</answer>`)).toMatchObject({ critique: { suggestions: [] }, dropped: [] });
  });

  it.each([
    ['inside the reasoning', '<think>\n(1) One.\n(2) Tw', true],
    ['before the score', `${body}<edit_start>slightly increase contrast</edit_end><answer>`, true],
    ['after the reasoning', body, true],
    ['inside a suggestion', `${body}<edit_start>slightly increase contrast\nremove bl`, true],
    ['inside a tag', `${body}<edit_start>slightly increase contrast</edi`, true],
    ['after a whole score', `${body}<edit_start></edit_end><answer>72`, false],
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
  it.each<[string, string, FormatCheck]>([
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
