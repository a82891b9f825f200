import { asciiDigits } from './words';

const NUMBER = String.raw`(-?\d+(?:[.,]\d+)?)(?:\s*(?:/|out of)\s*(\d+))?`;
/** No digit, sign or decimal point may touch the number. */
const ALONE = new RegExp(String.raw`(?<![\d.,/-])${NUMBER}(?![\d/])`, 'g');
const LABELLED = new RegExp(String.raw`score\W*(?:is|of)?\W*?${NUMBER}(?![\d/])`, 'gi');

/**
 * A score of 0..100 as models write it: "72", "72.5", "72/100", "Score: 72", other languages' digits. Never guessed:
 * undefined for no number, several, another scale, or one out of range.
 */
export function readScore(text: string): number | undefined {
  const plain = asciiDigits(text.normalize('NFKC'));
  const labelled = [...plain.matchAll(LABELLED)];
  const [match, ...others] = labelled.length > 0 ? labelled : plain.matchAll(ALONE);
  if (match === undefined || others.length > 0) return undefined;
  if (match[2] !== undefined && match[2] !== '100') return undefined;
  const score = Number(match[1]!.replace(',', '.'));
  return score >= 0 && score <= 100 ? score : undefined;
}

/** True when more digits could have followed where a text breaks off: "7" may have been 72, "10" may have been 100. */
export function mayBeCutOff(answer: string): boolean {
  return /(?<!\d)(\d|10)$/.test(asciiDigits(answer.normalize('NFKC')));
}
