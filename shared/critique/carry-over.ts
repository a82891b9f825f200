import type { Draft } from './meaning';
import { has, isAct, type Segment } from './segments';

/** Whether a segment goes on with the sentence of the one before. */
export function isTied({ joint }: Segment): boolean { return joint === 'and' || joint === 'comma' || joint === 'but'; }

/** "increase contrast by 10 and saturation by 5": the direction is said once. */
export function underDirectionOf(earlier: Segment, segment: Segment): Segment {
  const direction = earlier.marks.find((mark) => mark.meaning.kind === 'direction');
  const lacksOne = has(segment.marks, 'noun') && has(segment.marks, 'number') && !has(segment.marks, 'direction') && !segment.marks.some(isAct);
  const signed = segment.marks.some(({ meaning }) => meaning.kind === 'number' && meaning.signed);
  return direction === undefined || !isTied(segment) || !lacksOne || signed ? segment : { ...segment, marks: [direction, ...segment.marks] };
}

/** "a bit warmer and brighter": an adverb in front holds for both. */
export function sharedAdverb(last: { readonly drafts: readonly Draft[]; readonly segment: Segment }, segment: Segment, drafts: readonly Draft[]): readonly Draft[] {
  const onlyAdjectives = [last.segment, segment].every(({ marks }) => marks.every((mark) => ['comparative', 'base', 'magnitude', 'number', 'unit', 'stop', 'determiner'].includes(mark.meaning.kind)));
  const adverb = last.segment.marks.find((mark) => mark.meaning.kind === 'magnitude');
  const leads = adverb !== undefined && last.drafts.every((draft) => draft.at > adverb.start);
  if (!onlyAdjectives || !leads || adverb.meaning.kind !== 'magnitude' || has(segment.marks, 'magnitude', 'number')) return drafts;
  const { magnitude } = adverb.meaning;
  return drafts.map((draft) => ({ ...draft, magnitude }));
}
