import type { Mark } from './marks';
import { isAct } from './segments';

// What a mark means may depend on what stands beside it; `i` is the place of the mark in its segment.

/** Says that something is wrong, and not which way. */
export function isRepair(word: string): boolean { return /^(fix|correct|cure|repair|improve|better|no more)$/i.test(word); }

export function nounFollows(marks: readonly Mark[], i: number): boolean {
  return marks.slice(i + 1).some(({ meaning }) => meaning.kind === 'noun' || meaning.kind === 'cast');
}

/** "warm it up": belongs to a verb that says it all. */
export function isParticle(word: string): boolean { return /^(?:up|down)$/i.test(word); }

export function isSigned({ meaning }: Mark): boolean { return meaning.kind === 'number' && meaning.signed; }

/** "make it hazy", "I want the background blurry": a fault that is wanted, unless it only describes ("make the hazy sky blue"). */
export function isMade(marks: readonly Mark[], i: number, text: string): boolean {
  const next = marks[i + 1];
  if (next !== undefined && (isAct(next) || ['region', 'noun', 'cast', 'unknown'].includes(next.meaning.kind))) return false;
  return marks.slice(0, i).some(({ meaning, start, end }) => meaning.kind === 'stop' && /^(?:make|making|get|want)$/i.test(text.slice(start, end)));
}

/** "more vivid": the direction grades the adjective after it. "increase contrast" has its noun first. */
export function steersAct(marks: readonly Mark[], i: number): boolean {
  const next = marks.slice(i + 1).find((mark) => !['magnitude', 'stop', 'determiner', 'is', 'region'].includes(mark.meaning.kind));
  return next !== undefined && isAct(next);
}

/**
 * An unknown word is a mere remark when it follows what was understood, with nothing that makes it an object. Adjectives
 * have theirs after them ("greener grass"), where only pictographs are remarks.
 */
export function isRemark(marks: readonly Mark[], i: number, text: string): boolean {
  const { start, end } = marks[i]!;
  const before = marks.slice(0, i).reverse().find((mark) => mark.meaning.kind !== 'unknown');
  if (before === undefined) return false;
  const { kind } = before.meaning;
  const word = text.slice(start, end);
  if (/\p{Nd}/u.test(word) || (/\p{L}/u.test(word) && isAct(before))) return false;
  return ['comparative', 'base', 'fault', 'noun', 'cast', 'magnitude', 'region', 'unit', 'number'].includes(kind) && marks.slice(i + 1).every((mark) => ['unknown', 'stop'].includes(mark.meaning.kind));
}
