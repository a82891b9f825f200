import type { Suggestion, SuggestionAttribute } from '@photocrafter/shared/critique/critique';

/** Which suggestions each operator serves. */
const SERVES: Readonly<Record<string, readonly SuggestionAttribute[]>> = {
  'white-balance': ['colourTemperature', 'tint'],
  exposure: ['exposure', 'lowLight'],
  'whites-blacks': ['contrast', 'haze', 'exposure'],
  contrast: ['contrast'],
  'highlights-shadows': ['highlights', 'shadows', 'contrast'],
  'tone-curve': ['contrast', 'exposure', 'shadows', 'highlights'],
  saturation: ['saturation', 'vibrance'],
  'colour-lookup': ['contrast', 'saturation', 'exposure'],
};

const OWN_REASON: Readonly<Record<string, string>> = {
  'white-balance': 'small correction of the white point',
  exposure: 'small correction of exposure',
  'whites-blacks': 'places the ends of the tonal scale',
  contrast: 'supports the tonal correction',
  'highlights-shadows': 'keeps detail at the ends of the scale',
  'tone-curve': 'shapes the tones between black and white',
  saturation: 'keeps colour in step with the new tones',
  'colour-lookup': 'what the named steps do not reach of the retouch network\'s look',
};

/** Answers why a step is in the plan: the reason of the suggestion that it serves, its own small purpose otherwise. */
export function explainSteps(suggestions: readonly Suggestion[]): (operator: string) => string {
  return (operator) => {
    const served = suggestions.find(({ attribute }) => SERVES[operator]?.includes(attribute));
    return served !== undefined && served.reason !== '' ? served.reason : OWN_REASON[operator] ?? 'part of the correction';
  };
}
