import { asciiDigits } from './words';

/** A score 0..100 as models write it: "72", "72.5", "72/100", "Score: 72", other languages' digits. Absent means absent. */
export function readScore(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const plain = asciiDigits(text).replace(/(\d),(\d)/g, '$1.$2');
  const match = /(?:^|[^\d.-])(\d{1,3}(?:\.\d+)?)\s*(?:\/\s*(\d{1,3}))?(?![\d.])/.exec(` ${plain}`);
  if (match === null) return undefined;
  const scale = match[2] === undefined ? 100 : Number(match[2]);
  const score = scale > 0 ? (Number(match[1]) / scale) * 100 : NaN;
  return score >= 0 && score <= 100 ? Math.round(score * 100) / 100 : undefined;
}
