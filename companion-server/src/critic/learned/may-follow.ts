import { CRITIQUE_SECTIONS } from '@photocrafter/shared/critique/critique';
import { MOST_WORDS, WORDS, type Word } from './vocabulary';

const MOST_SUGGESTIONS = 5;
/** Kept free for what has to follow the reasoning: three marks, a score and the suggestions. */
const MOST_EVIDENCE = MOST_WORDS - MOST_SUGGESTIONS - 6;

/**
 * The grammar of an utterance: <begin> <reasoning> evidence, section by section and each once, <suggestions> at most one an attribute,
 * <score> a score <end>. What a network emits under it always has the form that the paper rewards.
 */
export function mayFollow(said: readonly number[], next: number): boolean {
  const word = WORDS[next]!, words = said.map((id) => WORDS[id]!);
  const last = words.at(-1);
  if (last === undefined) return isMark(word, 'begin');
  if (isMark(last, 'begin')) return isMark(word, 'reasoning');
  if (isMark(last, 'score')) return word.kind === 'score';
  if (last.kind === 'score') return isMark(word, 'end');
  const suggesting = words.some((one) => isMark(one, 'suggestions'));
  if (suggesting) {
    if (isMark(word, 'score')) return true;
    const given = words.filter((one) => one.kind === 'suggestion');
    return word.kind === 'suggestion' && given.length < MOST_SUGGESTIONS && !given.some(({ attribute }) => attribute === word.attribute);
  }
  if (isMark(word, 'suggestions')) return true;
  const evidence = words.filter((one) => one.kind === 'evidence');
  if (word.kind !== 'evidence' || evidence.length >= MOST_EVIDENCE || said.includes(next)) return false;
  const reached = evidence.at(-1);
  return reached === undefined || CRITIQUE_SECTIONS.indexOf(word.section) >= CRITIQUE_SECTIONS.indexOf(reached.section);
}

function isMark(word: Word, mark: Extract<Word, { kind: 'mark' }>['mark']): boolean { return word.kind === 'mark' && word.mark === mark; }
