import type { AttributeId, AttributeValues } from '@photocrafter/shared/attributes/attribute';
import type { Suggestion } from '@photocrafter/shared/critique/critique';
import { bandOf, magnitudeOf } from '@photocrafter/shared/critique/magnitudes';

const TONAL = ['exposure', 'contrast', 'highlights', 'shadows', 'saturation', 'colourTemperature', 'tint'] as const;
type Tonal = (typeof TONAL)[number];

/** Which measure tells an attribute of the critic's vocabulary; the same as r_comp's judges (shared/attributes/compliance.ts). */
const MEASURES: Readonly<Record<Tonal, { readonly id: AttributeId; readonly sign: 1 | -1; readonly relative?: true }>> = {
  exposure: { id: 'luminanceEv', sign: 1 },
  contrast: { id: 'contrast', sign: 1, relative: true },
  highlights: { id: 'highlights', sign: 1 },
  shadows: { id: 'shadows', sign: 1 },
  saturation: { id: 'saturation', sign: 1, relative: true },
  colourTemperature: { id: 'colourTemperature', sign: 1 },
  tint: { id: 'tint', sign: -1 },
};
/** Below this share of "slightly" a difference is not worth a word. */
const WORTH_A_WORD = 0.75;
const MOST = 4;

/** What would have to be said about `before` for somebody to make `after` of it: largest change first, in units of each attribute's "slightly". */
export function wantedSuggestions(before: AttributeValues, after: AttributeValues): readonly Pick<Suggestion, 'attribute' | 'direction' | 'magnitude'>[] {
  const changes = TONAL.flatMap((attribute) => {
    const { id, sign, relative } = MEASURES[attribute];
    const from = before[id], to = after[id];
    if (from === undefined || to === undefined || (relative === true && from <= 1)) return [];
    const amount = sign * (relative === true ? (100 * (to - from)) / from : to - from);
    return [{ attribute, amount, size: Math.abs(amount) / bandOf(attribute, 'slightly') }];
  });
  const exposed = changes.some(({ attribute, size }) => attribute === 'exposure' && size >= WORTH_A_WORD);
  return changes
    // light moves both zones along: they are named only where exposure is right
    .filter(({ attribute, size }) => size >= WORTH_A_WORD && !(exposed && (attribute === 'highlights' || attribute === 'shadows')))
    .sort((p, q) => q.size - p.size)
    .slice(0, MOST)
    .map(({ attribute, amount }) => ({ attribute, direction: amount > 0 ? 'increase' as const : 'decrease' as const, magnitude: magnitudeOf(attribute, Math.abs(amount)) }));
}
