import { parseArgs, type ParseArgsConfig } from 'node:util';
import { AppError } from '@photocrafter/shared/errors/app-error';

type Options = NonNullable<ParseArgsConfig['options']>;

type Parsed<T extends Options> = { readonly values: { readonly [K in keyof T]?: T[K]['type'] extends 'boolean' ? boolean : string }; readonly positionals: readonly string[] };

/** node:util parseArgs, strict, with our error. Throws BAD_USAGE, naming the word. */
export function parseWords<const T extends Options>(words: readonly string[], options: T, positionals: readonly string[]): Parsed<T> {
  try {
    const parsed = parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
    if (parsed.positionals.length !== positionals.length) throw new AppError('BAD_USAGE', `expected ${positionals.length === 0 ? 'only options' : positionals.join(' ')}, got ${parsed.positionals.length} words`);
    return parsed as unknown as Parsed<T>;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('BAD_USAGE', error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** A value that a command cannot do without. */
export function required(value: string | undefined, name: string): string {
  if (value === undefined || value === '') throw new AppError('BAD_USAGE', `${name} is missing`);
  return value;
}

/** A number in a range. */
export function numberBetween(value: string | undefined, name: string, low: number, high: number, fallback: number): number {
  if (value === undefined) return fallback;
  const number = Number(value);
  if (value.trim() === '' || !(number >= low && number <= high)) throw new AppError('BAD_USAGE', `${name} must be a number from ${low} to ${high}`);
  return number;
}
