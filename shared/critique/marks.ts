import { DETERMINERS, LEXICON, LONGEST_PHRASE } from './lexicon';
import type { Meaning } from './meaning';
import { numberOf, wordsOf, type Word } from './words';

/** What a stretch of a text means. Marks follow each other and cover every word, so that nothing can get lost. */
export interface Mark {
  readonly meaning: Meaning | { readonly kind: 'unknown' | 'determiner' | 'break' | 'comma' | 'open' | 'close' };
  /** offsets into the text */
  readonly start: number;
  readonly end: number;
}
export type MarkKind = Mark['meaning']['kind'];

/** Full-width signs are written as escapes: editors like to turn them into plain ones. */
const SIGNS: Readonly<Record<string, 'break' | 'comma' | 'open' | 'close'>> = {
  '.': 'break', ';': 'break', '!': 'break', '?': 'break', '\n': 'break', '\u3002': 'break', '\uff1b': 'break', '\u061b': 'break',
  ',': 'comma', '\u060c': 'comma', '\u3001': 'comma', '\uff0c': 'comma', '\u2014': 'comma', '\u2013': 'comma', '|': 'comma',
  '(': 'open', '[': 'open', '\uff08': 'open', ')': 'close', ']': 'close', '\uff09': 'close',
};

/** Reads a text from left to right, the longest known phrase first. */
export function marksOf(text: string): readonly Mark[] {
  const words = wordsOf(text);
  const marks: Mark[] = [];
  for (let i = 0; i < words.length;) {
    const phrase = longestPhrase(words, i);
    const next = phrase?.next ?? i + 1;
    const meaning = phrase?.meaning ?? meaningOfOne(words, i);
    marks.push({ meaning, start: words[i]!.start, end: words[next - 1]!.end });
    i = next;
  }
  return marks;
}

function longestPhrase(words: readonly Word[], from: number): { meaning: Meaning; next: number } | undefined {
  let found: { meaning: Meaning; next: number } | undefined;
  let phrase = '';
  for (let i = from, length = 0; i < words.length && length < LONGEST_PHRASE; i++) {
    const { form, kind } = words[i]!;
    if (kind === 'number' || form === '\n') break;
    // "bring down the highlights" is the phrase "bring down highlights"; a hyphen is as good as a space
    if (length > 0 && (DETERMINERS.has(form) || form === '-')) continue;
    phrase = phrase === '' ? form : `${phrase} ${form}`;
    length++;
    const meaning = LEXICON.get(phrase);
    if (meaning !== undefined) found = { meaning, next: i + 1 };
  }
  return found;
}

function meaningOfOne(words: readonly Word[], i: number): Mark['meaning'] {
  const { form, kind } = words[i]!;
  if (kind === 'number') return isNumbering(words, i) ? { kind: 'stop' } : { kind: 'number', value: numberOf(form), signed: /^[+-]/.test(form) };
  if (kind === 'sign') return { kind: SIGNS[form] ?? 'stop' };
  return { kind: DETERMINERS.has(form) ? 'determiner' : 'unknown' };
}

/** "1." or "2)" in front of an item. */
function isNumbering(words: readonly Word[], i: number): boolean {
  const before = words[i - 1]?.form;
  const after = words[i + 1]?.form;
  return (after === '.' || after === ')') && (before === undefined || before in SIGNS) || (after === ')' && before === '(');
}
