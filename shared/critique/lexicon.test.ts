import { DETERMINERS, LEXICON } from './lexicon';
import { QUALITIES } from './lexicon-qualities';
import { wordsOf } from './words';

describe('lexicon', () => {
  it('gives each phrase one meaning', () => {
    const phrases = QUALITIES.map(([phrase]) => phrase);
    expect(phrases.filter((phrase, i) => phrases.indexOf(phrase) !== i)).toEqual([]);
    for (const [phrase, meaning] of QUALITIES) expect([phrase, LEXICON.get(phrase)]).toEqual([phrase, meaning]);
  });

  it('writes phrases as the reader compares them: folded words without determiners or hyphens', () => {
    for (const phrase of LEXICON.keys()) {
      const words = wordsOf(phrase).map((word) => word.form);
      expect(words.join(' ')).toBe(phrase);
      expect(words.some((word) => DETERMINERS.has(word) || word === '-')).toBe(false);
    }
  });
});
