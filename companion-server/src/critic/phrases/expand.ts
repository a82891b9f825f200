import { degrees, lightness, mired, oneDecimal, percent, stops, twoDecimals, whole } from './numbers';
import type { Pick } from './picker';

const FORMATS: Readonly<Record<string, (value: number) => string>> = { lightness, percent, stops, mired, degrees, one: oneDecimal, two: twoDecimals, whole };

/** What a template may speak of: measured numbers, and words chosen by them. */
export type PhraseValues = Readonly<Record<string, number | string>>;

/**
 * Turns a template into a sentence: `[a|b]` picks a wording (may be nested), `{name:format}` prints a measured number,
 * `{name}` a word. A placeholder without a value is a programming error and throws, so that nothing unmeasured is ever said.
 */
export function expand(template: string, values: PhraseValues, pick: Pick): string {
  let text = template;
  for (let match = /\[([^[\]]*)\]/.exec(text); match !== null; match = /\[([^[\]]*)\]/.exec(text)) {
    text = text.slice(0, match.index) + pick(match[1]!.split('|')) + text.slice(match.index + match[0].length);
  }
  return text.replace(/\{(\w+)(?::(\w+))?\}/g, (_, name: string, format: string | undefined) => print(name, format, values[name])).replace(/ {2,}/g, ' ').trim();
}

function print(name: string, format: string | undefined, value: number | string | undefined): string {
  if (format === undefined) {
    if (typeof value !== 'string') throw new RangeError(`phrase needs the word "${name}"`);
    return value;
  }
  const formatter = FORMATS[format];
  if (formatter === undefined || typeof value !== 'number' || !Number.isFinite(value)) throw new RangeError(`phrase needs the number "${name}" as ${format}`);
  return formatter(value);
}
