import type { Magnitude } from './critique';
import { magnitudeOf } from './magnitudes';
import type { Mark } from './marks';
import type { Draft } from './meaning';
import { requestedAmount, type SpokenNumber } from './requested-amount';
import { isRestoration } from './steer';

/**
 * Gives each draft its adverb. A segment says them before what they qualify ("slightly increase contrast and saturation")
 * or after it ("contrast up slightly, saturation moderately"); the first one shows which.
 */
export function bindMagnitudes(drafts: readonly Draft[], marks: readonly Mark[]): readonly Draft[] {
  const said = marks.flatMap(({ meaning, start }) => (meaning.kind === 'magnitude' ? [{ at: start, magnitude: meaning.magnitude }] : []));
  const first = said[0];
  if (first === undefined) return drafts;
  const before = drafts.every((draft) => draft.at > first.at) || drafts.length === 0;
  return drafts.map((draft) => {
    const bound = before ? said.filter(({ at }) => at < draft.at).at(-1) : said.find(({ at }) => at > draft.at);
    return bound === undefined ? draft : { ...draft, magnitude: bound.magnitude satisfies Magnitude };
  });
}

interface Said { readonly number: SpokenNumber; readonly mark: Mark }
export interface BoundNumbers {
  readonly drafts: readonly Draft[];
  /** numbers and units that fit nothing */
  readonly unused: readonly Mark[];
  /** numbers beyond the largest amount, which stands in their place */
  readonly cut: readonly Mark[];
}

/**
 * Gives numbers ("+0.5 EV", "by 20 %", "half a stop") to the drafts that they fit, one a draft. Stops need no noun: with a
 * sign, or under a direction ("half a stop down"), they are about exposure.
 */
export function bindNumbers(drafts: readonly Draft[], marks: readonly Mark[]): BoundNumbers {
  const said = numbersOf(marks);
  const unused = marks.filter(({ meaning, start }) => meaning.kind === 'unit' && !said.some(({ mark }) => mark.start <= start && start < mark.end));
  const cut: Mark[] = [];
  let bound: readonly Draft[] = drafts.length === 0 ? exposureBy(said[0], marks) : drafts;
  for (const { number, mark } of said) {
    const amounts = bound.map((draft) => (draft.amount === undefined ? requestedAmount(draft.attribute, draft.direction, number) : undefined));
    if (amounts.every((amount) => amount === undefined)) unused.push(mark);
    else if (amounts.some((amount) => amount?.cut === true)) cut.push(mark);
    bound = bound.map((draft, i) => withAmount(draft, amounts[i]?.amount));
  }
  return { drafts: bound, unused, cut };
}

/** Numbers with their units; the mark spans both. "A stop" is one stop, "by half" 50 %; "this one" is no number. */
function numbersOf(marks: readonly Mark[]): readonly Said[] {
  return marks.flatMap((mark, i): Said[] => {
    const { meaning } = mark;
    if (meaning.kind === 'unit' && meaning.unit === 'EV' && marks[i - 1]?.meaning.kind === 'determiner') {
      const counted = marks.slice(0, i).reverse().find(({ meaning: { kind } }) => kind !== 'determiner' && kind !== 'place');
      return counted?.meaning.kind === 'number' ? [] : [{ number: { value: 1, signed: false, unit: 'EV' }, mark }];
    }
    if (meaning.kind !== 'number') return [];
    const unitMark = marks.slice(i + 1).find(({ meaning: { kind } }) => kind !== 'determiner' && kind !== 'place');
    if (unitMark?.meaning.kind === 'unit') return [{ number: { ...meaning, unit: unitMark.meaning.unit }, mark: { ...mark, end: unitMark.end } }];
    if (meaning.spelled === true && meaning.value < 1) return [{ number: { ...meaning, value: meaning.value * 100, unit: '%' }, mark }];
    return meaning.spelled === true && meaning.value === 1 ? [] : [{ number: { ...meaning, unit: undefined }, mark }];
  });
}

function exposureBy(said: Said | undefined, marks: readonly Mark[]): readonly Draft[] {
  if (said?.number.unit !== 'EV') return [];
  const { number: { value, signed }, mark: { start } } = said;
  const under = marks.flatMap(({ meaning }) => (meaning.kind === 'direction' && meaning.direction !== 'remove' ? [meaning.direction] : []));
  const direction = signed ? (value < 0 ? 'decrease' : 'increase') : under[0];
  return direction === undefined ? [] : [{ attribute: 'exposure', direction, at: start }];
}

/** A part of a fault taken away is its decrease: "sharpen by 20 %". */
function withAmount(draft: Draft, amount: number | undefined): Draft {
  if (amount === undefined) return draft;
  const direction = draft.direction === 'remove' && isRestoration(draft.attribute) ? 'decrease' : draft.direction;
  return { ...draft, direction, amount, magnitude: magnitudeOf(draft.attribute, amount) };
}
