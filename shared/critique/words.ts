/** A word, number or sign of a text. `start` and `end` are offsets into the original. */
export interface Word {
  /** lower case, straight apostrophes, ASCII digits: what the lexicon is asked for */
  readonly form: string;
  readonly kind: 'word' | 'number' | 'sign';
  readonly start: number;
  readonly end: number;
}

/** Words keep inner apostrophes ("don't"), but not hyphens ("low-light" is two words, as "low light" is). */
const WORDS = /(?<number>[+\-−]?\p{Nd}+(?:[.,٫]\p{Nd}+)?)|(?<word>[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*|\p{Extended_Pictographic})|(?<sign>[^\s]|\n)/gu;

/** Splits a text into words, numbers and signs; only spaces are left out, line ends being signs. */
export function wordsOf(text: string): readonly Word[] {
  return Array.from(text.matchAll(WORDS), (match) => {
    const { number, word } = match.groups ?? {};
    const kind = number !== undefined ? 'number' : word !== undefined ? 'word' : 'sign';
    return { form: fold(match[0]), kind, start: match.index, end: match.index + match[0].length };
  });
}

/** Lower case, `'` for typographic apostrophes, `-` for the minus sign, and ASCII for any script's digits and signs. */
function fold(text: string): string {
  return asciiDigits(text.normalize('NFKC').toLowerCase().replaceAll('’', "'").replaceAll('−', '-'));
}

/** Digits of any script as 0..9. Unicode puts the ten digits of a script in a row, and each row starts after a non-digit or a full row. */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    let start = code;
    while (start > 0 && isDigit(start - 1)) start--;
    return String((code - start) % 10);
  });
}

function isDigit(code: number): boolean { return /\p{Nd}/u.test(String.fromCodePoint(code)); }

/** The value of a number as `wordsOf` or a model writes it: "+0.5", "0,5", "٢٫٥"; NaN for anything else. */
export function numberOf(text: string): number {
  const plain = asciiDigits(text.normalize('NFKC')).replace(/[,٫]/, '.').replace('−', '-');
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
}
