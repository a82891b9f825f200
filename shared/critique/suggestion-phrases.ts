import type { Suggestion, SuggestionAttribute, SuggestionDirection } from './critique';
import { parseInstruction } from './instruction';
import { unitOf, type AmountUnit } from './magnitudes';

/** How attributes are called after a verb; upstream's words where upstream has them (papers.md 2.3). */
const NAMES: Readonly<Record<SuggestionAttribute, string>> = {
  exposure: 'exposure', contrast: 'contrast', highlights: 'highlights', shadows: 'shadow tones', saturation: 'saturation', vibrance: 'vibrance',
  colourTemperature: 'color temperature', tint: 'tint', depthOfField: 'the depth of field', vignette: 'vignette', horizon: 'horizon tilt', crop: 'cropping',
  blur: 'blur', noise: 'noise', haze: 'haze', lowLight: 'low light', rain: 'rain', moire: 'moire', shadow: 'shadow', compression: 'compression artifacts', clarity: 'clarity',
};
/** Units as the reader knows them; a share is said in per cent. */
const SPOKEN_UNITS: Partial<Readonly<Record<AmountUnit, string>>> = { EV: ' EV', '%': '%', '% of area': '%', mired: ' mired', 'L*': ' L*', degrees: ' degrees' };
const BOKEH: Readonly<Record<Exclude<SuggestionDirection, 'remove'>, string>> = { increase: 'reduce', decrease: 'enhance' };

/**
 * A suggestion in upstream's vocabulary, without its reason: "slightly increase contrast", "change color temperature to
 * slightly warmer", "slightly decrease the depth of field (enhance the bokeh effect)", "remove blur". Scope and what is
 * kept follow: "... in the background while keeping the sky". `parseSuggestion` reads it back.
 */
export function printSuggestion(suggestion: Suggestion): string {
  const scope = suggestion.scope === undefined ? '' : ` in the ${suggestion.scope}`;
  const keep = suggestion.keep === undefined || suggestion.keep.length === 0 ? '' : ` while keeping ${suggestion.keep.map((part) => `the ${part}`).join(' and ')}`;
  return `${printChange(suggestion)}${scope}${keep}`;
}

function printChange({ attribute, direction, magnitude, amount }: Suggestion): string {
  const adverb = magnitude === 'plain' || amount !== undefined ? '' : `${magnitude} `;
  const by = amount === undefined ? '' : ` by ${amountText(attribute, amount)}`;
  if (attribute === 'colourTemperature' && direction !== 'remove') return `change color temperature to ${adverb}${direction === 'increase' ? 'warmer' : 'cooler'}${by}`;
  const bokeh = attribute === 'depthOfField' && direction !== 'remove' ? ` (${BOKEH[direction]} the bokeh effect)` : '';
  return `${adverb}${direction} ${NAMES[attribute]}${by}${bokeh}`;
}

function amountText(attribute: SuggestionAttribute, amount: number): string {
  const unit = unitOf(attribute);
  return unit === 'share' ? `${amount * 100}%` : `${amount}${SPOKEN_UNITS[unit] ?? ''}`;
}

export interface ReadSuggestion {
  readonly suggestion: Suggestion;
  /** how it was read, and every part that was not */
  readonly notes: readonly string[];
}

/** "because" and what follows, up to the end of the text. */
const REASON = /\s+because\s+/i;

/**
 * One suggestion as a model or a person writes it, `undefined` when there is none in it. A text with several gives the
 * first and names the others in the notes; `parseInstruction` gives all. Never throws.
 */
export function parseSuggestion(text: string): ReadSuggestion | undefined {
  const { suggestions, notes } = parseReasoned(text);
  const [suggestion, ...others] = suggestions;
  if (suggestion === undefined) return undefined;
  return { suggestion, notes: [...notes, ...others.map((other) => `also asked: ${printSuggestion(other)}`)] };
}

/** All suggestions of one item; what follows "because" is the reason of each, whatever it says. */
export function parseReasoned(text: string): { suggestions: readonly Suggestion[]; notes: readonly string[]; notUnderstood: readonly string[] } {
  const because = REASON.exec(text);
  const { suggestions, notUnderstood, notes } = parseInstruction(because === null ? text : text.slice(0, because.index));
  const reason = because === null ? '' : text.slice(because.index + because[0].length);
  return {
    suggestions: suggestions.map((suggestion) => (reason === '' ? suggestion : { ...suggestion, reason })),
    notUnderstood,
    notes: [...notes, ...notUnderstood.map((part) => `not understood: “${part}”`)],
  };
}
