import type { SuggestionAttribute, SuggestionDirection } from './critique';
import type { Change, Meaning } from './meaning';

type Quality = Extract<Meaning, { changes: readonly Change[] }>;

/** What the words around a quality say about it: "less", "too", "not ... enough", "is". */
export interface Degree {
  readonly direction?: SuggestionDirection;
  /** the direction says that something is wrong, and not which way: "fix", "improve", "no more" */
  readonly repair?: boolean;
  readonly too?: boolean;
  readonly not?: boolean;
  readonly enough?: boolean;
  readonly is?: boolean;
  /** wanted by "make it" or "I want it" */
  readonly made?: boolean;
}

const RESTORATIONS: ReadonlySet<SuggestionAttribute> = new Set(['blur', 'noise', 'haze', 'lowLight', 'rain', 'moire', 'shadow', 'compression']);
/** What "fix" has one meaning for, beside restoration. */
const REPAIRABLE: ReadonlySet<SuggestionAttribute> = new Set(['horizon', 'colourTemperature', 'tint', 'vignette']);
/** What is better when there is more of it. */
const IMPROVABLE: ReadonlySet<SuggestionAttribute> = new Set(['contrast', 'saturation', 'vibrance', 'clarity']);

/** Faults that are taken out rather than turned down. */
export function isRestoration(attribute: SuggestionAttribute): boolean { return RESTORATIONS.has(attribute); }

/** A noun under a direction ("less contrast"); undefined when the two make no sense together ("fix the contrast"). */
export function steer(noun: Quality, { direction, repair }: Degree): readonly Change[] | undefined {
  const [first] = noun.changes;
  if (first === undefined) return undefined;
  if (direction === 'increase' && repair === true) return improve(noun.changes, first.attribute);
  if (direction === 'increase') return noun.changes;
  if (repair === true && first.direction === 'remove') return noun.changes;
  if (direction === 'decrease' || first.direction !== 'increase' || noun.kind === 'cast' || noun.changes.length > 1) return opposite(noun.changes, 'decrease');
  if (repair === true && !RESTORATIONS.has(first.attribute) && !REPAIRABLE.has(first.attribute)) return undefined;
  return noun.changes.map((change) => ({ ...change, direction: 'remove' }));
}

function improve(changes: readonly Change[], attribute: SuggestionAttribute): readonly Change[] | undefined {
  if (RESTORATIONS.has(attribute) || attribute === 'horizon') return changes.map((change) => ({ ...change, direction: 'remove' }));
  return IMPROVABLE.has(attribute) || changes.length > 1 ? changes : undefined;
}

/** A quality that acts by itself, as far as the words before it do not turn it round; undefined when nothing is asked ("is not blurry"). */
export function act(quality: Quality, degree: Degree): readonly Change[] | undefined {
  const less = degree.direction === 'decrease' || degree.direction === 'remove';
  const { not = false, is = false, too = false } = degree;
  if (not && is && (too || quality.kind === 'fault')) return undefined;
  if (quality.kind === 'fault') {
    const wanted = (degree.direction === 'increase' && !is && !too) || (degree.made === true && !less && !not);
    return wanted ? opposite(quality.changes, 'remove') : quality.changes;
  }
  // "not bright enough" asks for more, "not so bright" for less, "too bright" and "is bright" complain
  if (degree.enough === true) return quality.changes;
  // "isn't bright" and "not sharp" miss it
  if (not && quality.kind === 'base' && (is || quality.changes.some(({ direction }) => direction === 'remove'))) return quality.changes;
  const complains = not || (quality.kind === 'base' && (too || (is && degree.direction === undefined)));
  return less !== complains ? opposite(quality.changes, 'remove') : quality.changes;
}

/** The other way round. Less of a restorable fault is its removal (in adjectives) or its reduction (in nouns). */
function opposite(changes: readonly Change[], lessOfAFault: 'remove' | 'decrease'): readonly Change[] | undefined {
  if (changes.some(({ attribute, direction }) => direction === 'remove' && !RESTORATIONS.has(attribute))) return undefined;
  return changes.map((change) => ({ ...change, direction: change.direction === 'increase' ? (RESTORATIONS.has(change.attribute) ? lessOfAFault : 'decrease') : 'increase' }));
}
