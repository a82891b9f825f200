/** A word, number or sign of a text. `start` and `end` are offsets into the original. */
export interface Word {
  /** lower case, straight apostrophes, ASCII digits: what the lexicon is asked for */
  readonly form: string;
  readonly kind: 'word' | 'number' | 'sign';
  readonly start: number;
  readonly end: number;
}

/**
 * Words keep inner apostrophes ("don't"), but not hyphens ("low-light" is two words, as "low light" is). Ratios ("16:9") are
 * words: no amount is meant. Numbers are whole, decimal or fractions ("1/3", "1½", "1 1/3").
 */
const WORDS = new RegExp([
  String.raw`(?<word>\p{Nd}+[:x\u00d7]\p{Nd}+|[\p{L}\p{M}]+(?:['\u2019][\p{L}\p{M}]+)*|\p{Extended_Pictographic})`,
  String.raw`(?<number>(?:(?<!\p{Nd})[+\-\u2212\uff0b])?(?:(?:\p{Nd}+ )?\p{Nd}+/\p{Nd}+|(?:\p{Nd}+ ?)?[\u00bc-\u00be\u2150-\u215e]|\p{Nd}+(?:[.,\u066b]\p{Nd}+)?|\.\p{Nd}+))`,
  String.raw`(?<sign>[^\s]|\n)`,
].join('|'), 'gu');

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
  const spaced = text.replace(/(?<=\p{Nd})(?=[\u00bc-\u00be\u2150-\u215e])/u, ' ');
  return asciiDigits(spaced.normalize('NFKC').toLowerCase().replaceAll('\u2019', "'").replaceAll('\u2212', '-').replaceAll('\u066a', '%').replaceAll('\u2044', '/'));
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

/** The value of a number as `wordsOf` or a model writes it: "+0.5", "0,5", "1,000", "1 1/3", "½", "٢٫٥"; NaN for anything else. */
export function numberOf(text: string): number {
  const plain = fold(text).replace(/^([+-]?[1-9]\d{0,2}),(?=\d{3}$)/, '$1').replace(/[,\u066b]/, '.').trim();
  if (/^[+-]?(\d+(\.\d+)?|\.\d+)$/.test(plain)) return Number(plain);
  const fraction = /^([+-]?)(?:(\d+) +)?(\d+)\/(\d+)$/.exec(plain);
  if (fraction === null) return Number.NaN;
  const [, sign, whole = '0', numerator, denominator] = fraction;
  const size = Number(whole) + Number(numerator) / Number(denominator);
  return Number.isFinite(size) ? (sign === '-' ? -size : size) : Number.NaN;
}
