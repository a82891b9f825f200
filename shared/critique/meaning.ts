import type { Magnitude, Suggestion, SuggestionAttribute, SuggestionDirection } from './critique';

/** A change of one attribute, as part of what a word means. */
export interface Change {
  readonly attribute: SuggestionAttribute;
  readonly direction: SuggestionDirection;
  readonly magnitude?: Magnitude;
}

export type Zone = 'highlights' | 'shadows';
export type Region = NonNullable<Suggestion['scope']> | 'skin' | 'whole';

/**
 * What a word or phrase stands for.
 * noun: a quality that a direction acts on ("contrast"); `changes` is its increase. cast: a noun whose removal is the
 * opposite change ("the green cast").
 * comparative, base: a wanted quality ("warmer", "warm"); base forms after "is" or "too" are complaints.
 * verb: acts by itself ("brighten"). fault: a named defect ("blurry"); `changes` is the remedy.
 */
export type Meaning =
  | { readonly kind: 'noun' | 'cast' | 'comparative' | 'base' | 'verb' | 'fault'; readonly changes: readonly Change[]; readonly zone?: Zone; readonly note?: string }
  | { readonly kind: 'direction'; readonly direction: SuggestionDirection }
  | { readonly kind: 'magnitude'; readonly magnitude: Magnitude }
  | { readonly kind: 'region'; readonly region: Region; readonly note?: string }
  | { readonly kind: 'unit'; readonly unit: NumberUnit }
  | { readonly kind: 'number'; readonly value: number; readonly signed: boolean; /** said as a word ("half", "two") */ readonly spelled?: true }
  | { readonly kind: 'keep' | 'negation' | 'not' | 'enough' | 'too' | 'is' | 'place' | 'reason' | 'and' | 'but' | 'stop' };

export type NumberUnit = 'EV' | '%' | 'mired' | 'kelvin' | 'degrees' | 'L*';

/** A change on its way to become a suggestion. `at` is the position of its mark, for adverbs and numbers. */
export interface Draft extends Change { readonly at: number; readonly amount?: number }
