import fc from 'fast-check';
import type { Suggestion, SuggestionAttribute } from './critique';
import { INSTRUCTION_CASES } from './instruction-cases.fixture';
import { parseInstruction, type Instruction } from './instruction';
import { LEXICON } from './lexicon';
import { marksOf, type Mark } from './marks';

describe('parseInstruction', () => {
  it.each(INSTRUCTION_CASES.map(([text, suggestions, rest = {}]) => [text, suggestions, rest] as const))('reads %j as %j', (text, suggestions, { missed = [], notes = [] }) => {
    const instruction = parseInstruction(text);
    expect(instruction.suggestions.map(written).join(', ')).toBe(suggestions);
    expect(instruction.notUnderstood).toEqual(missed);
    expect(instruction.notes).toEqual(notes);
  });

  it('asks for nothing when nothing is said', () => {
    for (const text of ['', '  ', '\n']) expect(parseInstruction(text)).toEqual({ suggestions: [], notUnderstood: [], notes: [] });
  });

  it('never throws, and quotes what it did not understand', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), speech), (text) => {
      for (const part of parseInstruction(text).notUnderstood) expect(text).toContain(part);
    }), { numRuns: 2000 });
  });

  it('makes one suggestion an attribute and scope, with amounts above zero', () => {
    fc.assert(fc.property(speech, (text) => {
      const { suggestions } = parseInstruction(text);
      const keys = suggestions.map(({ attribute, scope }) => `${attribute} ${scope ?? ''}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const { amount, keep, scope } of suggestions) {
        expect(amount ?? 1).toBeGreaterThan(0);
        expect(keep).not.toEqual([]);
        expect(keep ?? []).not.toContain(scope);
      }
    }), { numRuns: 2000 });
  });

  it('accounts for every word that means something: it is suggested, noted, a reason, or not understood', () => {
    fc.assert(fc.property(speech, (text) => {
      const instruction = parseInstruction(text);
      const lost = marksOf(text).filter((mark) => !accountsFor(instruction, mark, text.slice(mark.start, mark.end)));
      expect(lost.map(({ start, end }) => text.slice(start, end))).toEqual([]);
    }), { numRuns: 3000 });
  });

  it('reads capitals as it reads small letters', () => {
    fc.assert(fc.property(speech, (text) => {
      expect(parseInstruction(text.toUpperCase()).suggestions.map(unreasoned)).toEqual(parseInstruction(text).suggestions.map(unreasoned));
    }));
  });
});

/** Sentences of the lexicon's phrases, numbers, signs and words that it does not know, in any order. */
const speech = fc.array(fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...LEXICON.keys()) },
  { weight: 1, arbitrary: fc.constantFrom('the', 'a', 'dog', 'fluffy', 'grass', '5', '+0.5', '-20', '½', '1/3', '6500', '٣٠') },
  { weight: 2, arbitrary: fc.constantFrom(',', '.', ';', '(', ')', '\n', ':', '?') },
), { maxLength: 10 }).map((parts) => parts.join(' '));

function written({ attribute, direction, magnitude, amount, scope, keep, reason }: Suggestion): string {
  return [
    magnitude === 'plain' ? '' : magnitude, direction, attribute, amount, scope && `@${scope}`, keep && `keep ${keep.join('+')}`, reason && `because ${reason}`,
  ].filter((part) => part !== '' && part !== undefined).join(' ');
}

function unreasoned(suggestion: Suggestion): Suggestion { return { ...suggestion, reason: '' }; }

/** Whether something became of a mark. Words without a wish of their own ("please", "and", "slightly") need no account. */
function accountsFor({ suggestions, notUnderstood, notes }: Instruction, { meaning }: Mark, word: string): boolean {
  const isQuoted = [...notUnderstood, ...notes, ...suggestions.map(({ reason }) => reason)].some((part) => part.includes(word));
  if (isQuoted) return true;
  const isNoted = (name: string): boolean => notes.some((note) => note.includes(name));
  switch (meaning.kind) {
    case 'unknown': return false;
    case 'noun': case 'cast': case 'comparative': case 'base': case 'verb': case 'fault': {
      const { changes, zone } = meaning;
      const isMereObject = /^(colou?rs?|light(ing)?|illumination|details?)$/i.test(word) && suggestions.length + notes.length > 0;
      // "darken the shadows" is one wish about shadows
      const isAbout = (said: SuggestionAttribute, attribute: SuggestionAttribute): boolean => said === attribute || (said === 'exposure' && (attribute === 'shadows' || attribute === 'highlights'));
      return isMereObject || suggestions.some(({ attribute, scope }) => changes.some((change) => isAbout(change.attribute, attribute)) || (zone !== undefined && scope === zone))
        || changes.some(({ attribute }) => isNoted(attribute) || (attribute === 'exposure' && (isNoted('shadows') || isNoted('highlights'))));
    }
    case 'region': return meaning.region === 'whole' || isNoted(meaning.region)
      || suggestions.some(({ scope, keep = [] }) => scope === meaning.region || (meaning.region === 'skin' && scope === 'subject') || (keep as readonly string[]).includes(meaning.region));
    case 'number': return meaning.spelled === true || isNoted('contradiction') || isNoted('asked twice') || suggestions.some(({ amount }) => amount !== undefined);
    case 'direction': return suggestions.length > 0 || notes.length > 0 || notUnderstood.length > 0;
    default: return true;
  }
}
