import { CRITIQUE_SECTIONS, type CritiqueSectionId, type Magnitude, type SuggestionAttribute, type SuggestionDirection } from '@photocrafter/shared/critique/critique';
import file from '../../../training/vocabulary.json';

/** What one token says; `tokens` of training/vocabulary.json, by position. */
export type Word =
  | { readonly kind: 'mark'; readonly mark: 'pad' | 'begin' | 'reasoning' | 'suggestions' | 'score' | 'end' }
  | { readonly kind: 'evidence'; readonly section: CritiqueSectionId; readonly finding: string }
  | { readonly kind: 'suggestion'; readonly attribute: SuggestionAttribute; readonly direction: SuggestionDirection; readonly magnitude: Magnitude }
  | { readonly kind: 'score'; readonly value: number };

export const CONTEXT_LENGTH = file.contextLength;
export const MOST_WORDS = file.maxTokens;
export const STATE_WIDTH = file.width;
export const WORDS: readonly Word[] = file.tokens.map(wordOf);

function wordOf(token: string): Word {
  const mark = /^<(.+)>$/.exec(token)?.[1];
  if (mark !== undefined) return { kind: 'mark', mark: mark as Extract<Word, { kind: 'mark' }>['mark'] };
  const [first, second, third] = token.split('.') as [string, string, string?];
  if (first === 'score') return { kind: 'score', value: Number(second) };
  if (isSection(first)) return { kind: 'evidence', section: first, finding: second };
  return { kind: 'suggestion', attribute: first as SuggestionAttribute, direction: second as SuggestionDirection, magnitude: third as Magnitude };
}

function isSection(name: string): name is CritiqueSectionId { return (CRITIQUE_SECTIONS as readonly string[]).includes(name); }

/** The number of a mark's token. */
export function idOf(mark: Extract<Word, { kind: 'mark' }>['mark']): number {
  return WORDS.findIndex((word) => word.kind === 'mark' && word.mark === mark);
}
