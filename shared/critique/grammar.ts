import { CRITIQUE_SECTIONS, type Critique, type CritiqueSectionId, type Suggestion } from './critique';
import { escapeText, unescapeText } from './escape-text';
import { mayBeCutOff, readScore } from './read-score';
import { readSections } from './read-sections';
import { splitBlocks, type Blocks } from './split-blocks';
import { parseReasoned, printSuggestion } from './suggestion-phrases';

/** What a text of the critic holds; a part that it does not hold is absent, never guessed. */
export interface ParsedCritique {
  readonly sections: Partial<Record<CritiqueSectionId, string>>;
  readonly suggestions: readonly Suggestion[];
  /** 0..100 */
  readonly score?: number;
}

export interface CritiqueReading {
  readonly critique: ParsedCritique;
  /** what could not be used, in the text's own words */
  readonly dropped: readonly string[];
  /** how suggestions were read, contradictions in them */
  readonly notes: readonly string[];
  /** true when the text breaks off before its end; what came before is kept */
  readonly truncated: boolean;
}

/**
 * The upstream text form (papers.md 2.1): five numbered sections in <think>, numbered suggestions in <edit_start> (its
 * closer is really named </edit_end>), the score, to two decimals, in <answer>. What would read as structure inside a
 * section or a reason is escaped; `parseCritique` gives sections, suggestions and score back.
 */
export function printCritique({ sections, suggestions, score }: Pick<Critique, 'sections' | 'suggestions'> & { readonly score?: { readonly value: number } }): string {
  const think = CRITIQUE_SECTIONS.map((id, i) => `(${i + 1}) ${escapeText(sections[id])}\n`).join('');
  const edits = suggestions.map((suggestion, i) => `${i + 1}. ${printSuggestion(suggestion)}${suggestion.reason === '' ? '' : ` because ${escapeText(suggestion.reason)}`}\n`).join('');
  const answer = score === undefined ? '' : Math.round(score.value * 100) / 100;
  return `<think>\n${think}</think>\n<edit_start>\n${edits}</edit_end>\n<answer>${answer}</answer>\n`;
}

/** Reads what models really emit: other closers, missing blocks, headings instead of tags, any numbering. Never throws. */
export function parseCritique(text: string): CritiqueReading {
  const blocks = splitBlocks(text);
  const { sections, preamble } = readSections(blocks.think ?? '');
  const { suggestions, notes, dropped } = readEdits(blocks.edits ?? '');
  const { score, refused } = readAnswer(blocks);
  return {
    critique: { sections, suggestions, ...(score !== undefined && { score }) },
    dropped: [preamble, ...dropped, refused, ...blocks.rest].map((part) => part.trim()).filter((part) => part !== ''),
    notes,
    truncated: blocks.truncated || (blocks.open !== undefined && (blocks.open !== 'answer' || score === undefined)),
  };
}

function readEdits(edits: string): { suggestions: readonly Suggestion[]; notes: readonly string[]; dropped: readonly string[] } {
  const readings = itemsOf(edits).map((item) => ({ item, ...parseReasoned(item) }));
  return {
    suggestions: readings.flatMap((reading) => reading.suggestions.map((suggestion) => ({ ...suggestion, reason: unescapeText(suggestion.reason) }))),
    notes: readings.flatMap((reading) => reading.notes),
    dropped: readings.flatMap(({ item, suggestions, notUnderstood }) => (suggestions.length === 0 && notUnderstood.length === 0 ? [item] : notUnderstood)),
  };
}

const NOTHING = /^(?:none|nothing|n\/a|no (?:edits?|changes?|suggestions?|adjustments?)(?: (?:is|are))?(?: (?:needed|necessary|required))?)\.?$/i;

const BULLET = /^\s*(?:[-*\u2022]|[(\uff08]?\p{Nd}{1,2}[.):\uff0e\uff09\u3001](?!\p{Nd}))\s*/u;
const NEXT_NUMBER = /\s\p{Nd}{1,2}[.)]\s/u;

/** Items by line or semicolon, without their bullets. Where a line numbers several, the reader needs the first number too. */
function itemsOf(edits: string): readonly string[] {
  const items = edits.split(/[\n;\uff1b]/).map((line) => {
    const item = line.replace(BULLET, '').trim();
    return NEXT_NUMBER.test(item) ? line.trim() : item;
  });
  return items.filter((item) => item !== '' && !NOTHING.test(item));
}

/** The score, or the words that hold none; where the text breaks off after a digit, that digit may not be all. */
function readAnswer({ answer, open }: Blocks): { score?: number; refused: string } {
  if (answer === undefined) return { refused: '' };
  const score = open === 'answer' && mayBeCutOff(answer) ? undefined : readScore(answer);
  return score === undefined ? { refused: answer } : { score, refused: '' };
}
