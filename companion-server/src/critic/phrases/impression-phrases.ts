/** Wordings of section 4: the key of the tones, the palette, the light; and of what is said when a section has no finding. */
export const KEY_PHRASES = {
  dark: ['The picture is kept in a [dark|low] key, with half of it below {median:lightness}.', 'Dark tones set the mood; the median is {median:lightness}.'],
  middle: ['The tones [rest|sit] in the middle of the scale (median {median:lightness}), neither dark nor bright by intent.', 'A median of {median:lightness} gives the picture [an even|a balanced] key.'],
  bright: ['The picture is kept in a [bright|light] key, with half of it above {median:lightness}.', 'Bright tones set the mood; the median is {median:lightness}.'],
} as const;

export const PALETTE_PHRASES = {
  grey: ['Colour plays hardly any part: only {colourful:percent} of the frame carries any.', 'The palette is close to monochrome, with colour in {colourful:percent} of the frame.'],
  single: ['One hue rules: {dominant:percent} of the frame lies within 30° of {hue}, which holds the picture together.', 'The palette is built on {hue} ({dominant:percent} of the frame lies within 30° of it).'],
  warm: ['The palette is warm: {warm:percent} of the frame is in warm hues, {hue} above all ({dominant:percent}).', 'Warm hues lead with {warm:percent} of the frame, and {hue} most of all ({dominant:percent}).'],
  cool: ['The palette is cool: {cool:percent} of the frame is in cool hues, {hue} above all ({dominant:percent}).', 'Cool hues lead with {cool:percent} of the frame, and {hue} most of all ({dominant:percent}).'],
  led: ['Among the colours {hue} leads, with {dominant:percent} of the frame; {colourful:percent} of it carries colour at all.', 'The strongest hue is {hue} ({dominant:percent} of the frame); neither warm nor cool tones rule.'],
  mixed: ['Warm and cool hues [meet|balance each other] ({warm:percent} against {cool:percent} of the frame), with {hue} the strongest at {dominant:percent}.'],
} as const;

export const SUBJECT_PHRASES = {
  sure: ['The subject is found in the {place} of the frame and takes {area:percent} of it.', 'The eye goes to the {place} of the frame, to a subject of {area:percent} of its area.'],
  unsure: ['No single subject could be told from its surroundings by measuring; texture covers {textured:percent} of the frame.', 'Which part is the subject could not be measured with confidence, so placement is not judged; {textured:percent} of the frame carries texture.'],
} as const;

export const PLAIN_QUALITY = ['The technique [does not get in the way|is unobtrusive]: noise measures {noise:one} levels of 255.', 'Nothing technical disturbs; noise is at {noise:one} levels of 255.'] as const;
export const PLAIN_LIGHT = ['Light and colour are within what such a scene allows: median {median:lightness}, mean chroma {chroma:one}.', 'Neither light nor colour calls for attention (median {median:lightness}, mean chroma {chroma:one}).'] as const;

export const OVERALL_PHRASES = {
  good: ['[All in all|Taken together] this is a finished picture: {good}. It needs no correction and is best left as it is.', 'This picture is [good as it is|done]: {good}. Nothing should be changed.'],
  plain: ['Nothing here needs correction, and nothing should be changed for the sake of change.'],
  better: ['[All in all|Taken together], {good}, [but|yet] {bad}. [What would help most|The edit that pays most]: {advice}.', 'The picture has its merits ({good}), [but|yet] {bad}. It would gain most from this: {advice}.'],
  faulty: ['[All in all|Taken together], {bad}. [What would help most|The edit that pays most]: {advice}.', 'The main trouble is plain: {bad}. It would gain most from this: {advice}.'],
} as const;
