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

/** Signs as `wordsOf` folds them: full-width forms are already their ASCII twins. Others than ASCII are written as escapes. */
const SIGNS: Readonly<Record<string, 'break' | 'comma' | 'open' | 'close'>> = {
  '.': 'break', ';': 'break', '!': 'break', '?': 'break', '\n': 'break', '\u3002': 'break', '\u061b': 'break',
  ',': 'comma', '\u060c': 'comma', '\u3001': 'comma', '\u2014': 'comma', '\u2013': 'comma', '|': 'comma',
  '(': 'open', '[': 'open', ')': 'close', ']': 'close',
};

const BREAK = { kind: 'break' } as const;

/** Reads a text from left to right, the longest known phrase first. */
export function marksOf(text: string): readonly Mark[] {
  const words = wordsOf(text);
  const marks: Mark[] = [];
  let item = Number.NaN;
  for (let i = 0; i < words.length;) {
    const phrase = longestPhrase(words, i);
    const next = phrase?.next ?? i + 1;
    const isItem = phrase === undefined && isNumbering(words, i, item);
    if (isItem) item = numberOf(words[i]!.form);
    const meaning = isItem ? BREAK : phrase?.meaning ?? meaningOfOne(words[i]!);
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

function meaningOfOne({ form, kind }: Word): Mark['meaning'] {
  if (kind === 'number') return { kind: 'number', value: numberOf(form), signed: /^[+-]/.test(form) };
  if (kind === 'sign') return { kind: Object.hasOwn(SIGNS, form) ? SIGNS[form]! : 'stop' };
  return { kind: DETERMINERS.has(form) ? 'determiner' : 'unknown' };
}

/** "1." or "2)" in front of an item: at a start, after a sign, or one more than `item`, the last one ("1. brighter 2. warmer"). */
function isNumbering(words: readonly Word[], i: number, item: number): boolean {
  const after = words[i + 1]?.form;
  if (words[i]?.kind !== 'number' || (after !== '.' && after !== ')')) return false;
  const before = words[i - 1]?.form;
  return before === undefined || Object.hasOwn(SIGNS, before) || numberOf(words[i]!.form) === item + 1;
}
