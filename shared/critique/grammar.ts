import { CRITIQUE_SECTIONS, type Critique, type CritiqueSectionId, type Suggestion } from './critique';
import { readScore } from './read-score';
import { splitBlocks } from './split-blocks';
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
  /** true when the text breaks off: an opened block that never closes at its end, or no score where one was begun */
  readonly truncated: boolean;
}

/**
 * The upstream text form: five numbered sections in <think>, numbered suggestions in <edit_start> (its closer is really named
 * </edit_end>), the score in <answer>. What would read as structure inside a section is escaped (see `escapeText`).
 */
export function printCritique({ sections, suggestions, score }: Pick<Critique, 'sections' | 'suggestions'> & { readonly score?: { readonly value: number } }): string {
  const think = CRITIQUE_SECTIONS.map((id, i) => `(${i + 1}) ${escapeText(sections[id])}`).join('\n');
  const edits = suggestions.map((suggestion, i) => {
    const reason = suggestion.reason.trim() === '' ? '' : ` because ${escapeText(suggestion.reason)}`;
    return `${i + 1}. ${printSuggestion(suggestion)}${reason}`;
  }).join('\n');
  const answer = score === undefined ? '' : `<answer>${score.value}</answer>\n`;
  return `<think>\n${think}\n</think>\n<edit_start>\n${edits}\n</edit_end>\n${answer}`;
}

/** Reads what models really emit: other closers, missing blocks, headings instead of tags, any numbering. Never throws. */
export function parseCritique(text: string): CritiqueReading {
  const { think, edits, answer, rest, truncated } = splitBlocks(text);
  const dropped = rest.map((part) => part.trim()).filter((part) => part !== '');
  const suggestions: Suggestion[] = [];
  for (const item of itemsOf(edits)) {
    const { suggestions: found, notUnderstood } = parseReasoned(unescapeText(item));
    suggestions.push(...found);
    dropped.push(...notUnderstood);
    if (found.length === 0 && notUnderstood.length === 0) dropped.push(item);
  }
  const score = readScore(answer);
  if (answer !== undefined && score === undefined && answer.trim() !== '') dropped.push(answer.trim());
  return { critique: { sections: sectionsOf(think), suggestions, ...(score !== undefined && { score }) }, dropped, truncated };
}

const SECTION_START = /^[ \t]*(?:\(([1-5])\)|([1-5])[.):])[ \t]*/;

/** Numbered paragraphs; a number that repeats or goes back belongs to the text. Without numbers all is the first section. */
function sectionsOf(think: string | undefined): Partial<Record<CritiqueSectionId, string>> {
  if (think === undefined) return {};
  const sections: Partial<Record<CritiqueSectionId, string>> = {};
  let current = -1;
  let lines: string[] = [];
  const flush = (): void => {
    const body = lines.join('\n').trim();
    if (body !== '') sections[CRITIQUE_SECTIONS[Math.max(0, current)]!] = unescapeText(body);
    lines = [];
  };
  for (const line of think.split('\n')) {
    const match = SECTION_START.exec(line);
    const number = match === null ? 0 : Number(match[1] ?? match[2]);
    if (match !== null && number - 1 > current) {
      flush();
      current = number - 1;
      lines.push(line.slice(match[0].length));
    } else lines.push(line);
  }
  flush();
  return sections;
}

/** Items by line or semicolon, their numbers and bullets taken off; a line that goes on stays one item. */
function itemsOf(edits: string | undefined): readonly string[] {
  if (edits === undefined) return [];
  return edits.split(/\n|;(?![^(]*\))/).map((item) => item.replace(/^\s*(?:[-*\u2022]|\(?\p{Nd}{1,2}[.):\u3001])\s*/u, '').trim()).filter((item) => item !== '');
}

/** `\` before what would read as structure: tags, a number at a line's start, a semicolon, a line break, and `\` itself. */
function escapeText(text: string): string {
  return text.trim().replace(/\\/g, '\\\\').replace(/</g, '\\l').replace(/;/g, '\\s').replace(/\r\n?|\n/g, '\\n').replace(/^(?=[(\d])/, '\\.');
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\', l: '<', s: ';', n: '\n', '.': '' };

function unescapeText(text: string): string {
  return text.replace(/\\([\\lsn.])/g, (_, code: string) => ESCAPES[code]!);
}
