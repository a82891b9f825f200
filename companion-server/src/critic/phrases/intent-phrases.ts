import type { IntentId } from '../evidence';

/** How an intent is named, and what the critic therefore leaves alone; `{because}` is the rule's clause with its numbers. */
export const INTENT_PHRASES: Readonly<Record<IntentId, readonly string[]>> = {
  lowKey: ['[It reads|The picture reads] as deliberate low key: {because}. Its darkness is left alone.', 'This is low key by intent ({because}), so it is not called too dark.'],
  night: ['It is a night picture: {because}, so the darkness belongs to it.', 'The numbers say night ({because}); a day-lit exposure would be wrong here.'],
  highKey: ['[It reads|The picture reads] as deliberate high key: {because}. Its brightness is left alone.', 'This is high key by intent ({because}), so it is not called too bright.'],
  monochrome: ['It is a monochrome picture: {because}, so colour is not judged.', 'Colour is left out on purpose ({because}).'],
  silhouette: ['The dark shape is a silhouette: {because}, and black is what it should be.', 'It works as a silhouette ({because}); its shadows are left closed.'],
  shallowFocus: ['Focus is shallow on purpose: {because}.', 'The blur around the subject is a choice of aperture: {because}.'],
  warmLight: ['The warmth belongs to the light: {because}. It is not corrected.', 'Warm light is the point of this picture ({because}), so its white balance stays.'],
  coolGrade: ['The cool look is taken as a choice: {because}.', 'Blue is the key of this picture ({because}), so it is not warmed up.'],
  colourGrade: ['The colours are graded: {because}. This is respected.', 'A deliberate grade shows in the tones: {because}.'],
  softContrast: ['The softness of the tones suits the scene: {because}.', 'Low contrast looks intended here: {because}.'],
  snowOrSand: ['Bright ground is expected to be bright: {because}.', 'The brightness comes from pale ground: {because}, so it is left as it is.'],
};
