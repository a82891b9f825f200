import type { Suggestion, SuggestionAttribute } from '../critique/critique';
import { bandOf, magnitudeOf, type AmountUnit } from '../critique/magnitudes';
import type { AttributeId, AttributeValues } from './attribute';
import { ATTRIBUTES } from './index';
import { NEUTRAL_WHITE } from './neutral-estimate';

/** How a suggestion is told from measurements. `sign` -1 where "increase" lowers the measure; `relative`: in per cent of the value before. */
interface Judge { readonly attribute: AttributeId; readonly sign: 1 | -1; readonly unit: AmountUnit; readonly relative?: true; readonly neutral?: number }

/** Colour and tone only: restoration, depth of field and geometry have their own checks (papers.md 5). */
const JUDGES: Partial<Record<SuggestionAttribute, Judge>> = {
  exposure: { attribute: 'luminanceEv', sign: 1, unit: 'EV' },
  contrast: { attribute: 'contrast', sign: 1, unit: '%', relative: true },
  highlights: { attribute: 'highlights', sign: 1, unit: 'L*' },
  shadows: { attribute: 'shadows', sign: 1, unit: 'L*' },
  saturation: { attribute: 'saturation', sign: 1, unit: '%', relative: true },
  vibrance: { attribute: 'saturation', sign: 1, unit: '%', relative: true },
  colourTemperature: { attribute: 'colourTemperature', sign: 1, unit: 'mired', neutral: NEUTRAL_WHITE.mired },
  // more tint is more magenta; Duv grows towards green
  tint: { attribute: 'tint', sign: -1, unit: 'Duv x 1000', neutral: 0 },
};

export type UnjudgedBecause = 'notPhotometric' | 'regional' | 'notMeasurable' | 'contradicted' | 'repeated';

/** One suggestion against what was measured. `measuredDelta` is positive where the attribute increased, in `unit`. */
export type ComplianceItem =
  | { readonly suggestion: Suggestion; readonly judged: true; readonly satisfied: boolean; readonly measuredDelta: number; readonly unit: AmountUnit }
  | { readonly suggestion: Suggestion; readonly judged: false; readonly because: UnjudgedBecause };

export interface Compliance {
  /** r_comp: the satisfied share of the judged suggestions, 0..1; undefined when none could be judged */
  readonly value?: number;
  readonly judged: number;
  readonly items: readonly ComplianceItem[];
}

/**
 * r_comp (papers.md 5): a suggestion is satisfied when its attribute moved the right way by at least its tolerance; `strict` also asks
 * for the magnitude of the word (nearest band; a bare word is content with any). "Remove" of a colour temperature or tint means
 * nearer to neutral. Of several on one measure the first counts; opposite ones contradict and none is judged.
 */
export function rComp(suggestions: readonly Suggestion[], before: AttributeValues, after: AttributeValues, { strict = false } = {}): Compliance {
  const items = suggestions.map((suggestion, index): ComplianceItem => {
    const judge = JUDGES[suggestion.attribute];
    if (!judge) return { suggestion, judged: false, because: 'notPhotometric' };
    if (suggestion.scope) return { suggestion, judged: false, because: 'regional' };
    const rivals = suggestions.filter((other) => !other.scope && JUDGES[other.attribute]?.attribute === judge.attribute);
    if (rivals.some((other) => asksForMore(other) !== asksForMore(suggestion))) return { suggestion, judged: false, because: 'contradicted' };
    if (suggestions.indexOf(rivals[0]!) !== index) return { suggestion, judged: false, because: 'repeated' };
    return judgeOne(suggestion, judge, before[judge.attribute], after[judge.attribute], strict);
  });
  const judged = items.filter((item) => item.judged);
  return judged.length === 0 ? { judged: 0, items } : { value: judged.filter((item) => item.satisfied).length / judged.length, judged: judged.length, items };
}

function asksForMore(suggestion: Suggestion): boolean { return suggestion.direction === 'increase'; }

function judgeOne(suggestion: Suggestion, judge: Judge, before: number | undefined, after: number | undefined, strict: boolean): ComplianceItem {
  if (before === undefined || after === undefined) return { suggestion, judged: false, because: 'notMeasurable' };
  const { unit, neutral } = judge;
  const moved = judge.sign * (after - before);
  const towardsNeutral = suggestion.direction === 'remove' && neutral !== undefined;
  const wanted = towardsNeutral ? Math.abs(before - neutral) - Math.abs(after - neutral) : suggestion.direction === 'increase' ? moved : -moved;
  // a share of nothing cannot be told
  if (judge.relative && !(before > 0)) return { suggestion, judged: false, because: 'notMeasurable' };
  const measuredDelta = judge.relative ? (100 * moved) / before : moved;
  const enough = wanted >= ATTRIBUTES[judge.attribute].tolerance;
  const satisfied = enough && (!strict || towardsNeutral || hasAskedSize(suggestion, Math.abs(measuredDelta)));
  return { suggestion, judged: true, satisfied, measuredDelta, unit };
}

function hasAskedSize({ attribute, magnitude, amount }: Suggestion, measured: number): boolean {
  // neighbouring words differ by about this factor
  if (amount !== undefined) return measured >= amount / 2 && measured <= amount * 2;
  switch (magnitude) {
    case 'plain': return true;
    case 'strongly': return measured > bandOf(attribute, 'plain');
    case 'slightly':
    case 'moderately': return magnitudeOf(attribute, measured) === magnitude;
  }
}
