/** Findings as clauses for the summary. */
export const SHORT_FORMS: Readonly<Record<string, string | undefined>> = {
  noise: 'noise shows in the flat areas', softFocus: 'nothing is really sharp', motionBlur: 'movement has smeared the detail', haze: 'a veil lies over the scene',
  underexposed: 'the picture is too dark', overexposed: 'the picture is too bright', subjectDark: 'the subject is lost in shadow', subjectBright: 'the subject is burnt out',
  clippedHighlights: 'highlights are burnt out', clippedShadows: 'shadows are blocked', flatContrast: 'the tones are flat', harshContrast: 'contrast is harsh',
  warmCast: 'a warm cast lies over it', coolCast: 'a cool cast lies over it', greenCast: 'a green cast lies over it', magentaCast: 'a magenta cast lies over it',
  dull: 'the colours are faint', oversaturated: 'the colours are pushed too far', tiltedHorizon: 'the horizon leans', subjectCut: 'the frame cuts the subject',
  lowHeadroom: 'the subject has no room above', clutter: 'the surroundings distract',
  crisp: 'detail is crisp', clean: 'the tones are clean', wellExposed: 'exposure is right', fullTones: 'the tonal scale is full', neutralGreys: 'the greys are neutral',
  richColour: 'the colours have strength', level: 'the horizon is level', onThirds: 'the subject is well placed', centred: 'the placement is calm',
  plainBackground: 'the background is quiet', subjectStandsOut: 'light lifts the subject out',
  lowKey: 'the low key is meant', night: 'the night is kept', highKey: 'the high key is meant', monochrome: 'colour is left out on purpose', silhouette: 'the silhouette works',
  shallowFocus: 'the shallow focus guides the eye', warmLight: 'the warm light carries it', coolGrade: 'the cool look holds it together', colourGrade: 'the grade holds it together',
  softContrast: 'the softness suits it', snowOrSand: 'the bright ground is right',
};
