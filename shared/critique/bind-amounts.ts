import type { Magnitude } from './critique';
import { magnitudeOf } from './magnitudes';
import type { Mark } from './marks';
import type { Draft } from './meaning';
import { requestedAmount, type SpokenNumber } from './requested-amount';

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

/**
 * Gives numbers ("+0.5 EV", "by 20 %") to the drafts that they fit, the nearest word beside them. A number of stops with
 * a sign needs no noun. `unused` are numbers that fit nothing.
 */
export function bindNumbers(drafts: readonly Draft[], marks: readonly Mark[]): { drafts: readonly Draft[]; unused: readonly Mark[] } {
  const unused: Mark[] = [];
  let bound: readonly Draft[] = drafts;
  for (const [i, mark] of marks.entries()) {
    if (mark.meaning.kind !== 'number') continue;
    const unitMark = marks.slice(i + 1).find((next) => next.meaning.kind !== 'determiner' && next.meaning.kind !== 'place');
    const number: SpokenNumber = { ...mark.meaning, unit: unitMark?.meaning.kind === 'unit' ? unitMark.meaning.unit : undefined };
    const targets = drafts.length === 0 && number.unit === 'EV' && number.signed ? [exposureBy(number, mark)] : bound;
    const amounts = targets.map((draft) => requestedAmount(draft.attribute, draft.direction, number));
    if (amounts.every((amount) => amount === undefined)) unused.push(number.unit === undefined ? mark : { ...mark, end: unitMark!.end });
    else bound = targets.map((draft, at) => withAmount(draft, amounts[at]));
  }
  return { drafts: bound, unused };
}

function exposureBy(number: SpokenNumber, { start }: Mark): Draft {
  return { attribute: 'exposure', direction: number.value < 0 ? 'decrease' : 'increase', at: start };
}

function withAmount(draft: Draft, amount: number | undefined): Draft {
  return amount === undefined ? draft : { ...draft, amount, magnitude: magnitudeOf(draft.attribute, amount) };
}
