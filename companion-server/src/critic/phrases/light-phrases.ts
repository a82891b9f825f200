/** Wordings of section 2 (exposure, tone, colour) by finding id; placeholders are the finding's evidence. */
export const LIGHT_PHRASES: Readonly<Record<string, readonly string[]>> = {
  underexposed: [
    'The [picture|frame] is underexposed by [about|roughly] {need:stops}: the mean sits at {mean:lightness} and even the brightest hundredth only reaches {whitePoint:lightness}.',
    'Exposure is [short|low] by [about|some] {need:stops}; the median tone lies at {median:lightness} and the lights stop at {whitePoint:lightness}.',
  ],
  overexposed: [
    'The [picture|frame] is overexposed by [about|roughly] {need:stops}: the mean sits at {mean:lightness} and {clipped:percent} of it is burnt out.',
    'Exposure is [too generous|high] by [about|some] {need:stops}, with the median at {median:lightness} and {clipped:percent} of the frame without any detail left in the lights.',
  ],
  subjectDark: [
    'The subject sits {gap:stops} below the background, at {subject:lightness}, and [loses its detail there|is hard to read].',
    'The subject [is in the dark|falls into shadow]: {subject:lightness} against {background:lightness} behind it, a gap of {gap:stops}.',
  ],
  subjectBright: [
    'The subject is {gap:stops} brighter than its surroundings and {subjectClipped:percent} of it is burnt out.',
  ],
  clippedHighlights: [
    'Highlights are burnt out over {clipped:percent} of the frame[.| with no tone left in them.]',
    '{clipped:percent} of the frame is pure white, [without any tone left to recover there|and nothing can be recovered there].',
  ],
  clippedShadows: [
    'Shadows are blocked: {clipped:percent} of the frame is pure black[.| without detail.]',
    '{clipped:percent} of the frame [has sunk into|is lost in] pure black.',
  ],
  flatContrast: [
    'Contrast is flat: nine tenths of the tones lie within {spread:whole} L* (from {low:lightness} to {high:lightness}).',
    'The tones [are squeezed|huddle] between {low:lightness} and {high:lightness}, a span of only {spread:whole} L*, so the picture looks [flat|dull].',
  ],
  harshContrast: [
    'Contrast is harsh: {blacks:percent} of the frame is pure black and {whites:percent} pure white.',
    'Tones are torn apart, with {blacks:percent} of the frame lost in black and {whites:percent} in white.',
  ],
  warmCast: [
    'The [light|white balance] is too warm: what should be grey is off by [about|some] {shift:mired} towards orange, and {agreeing:whole} of {votes:whole} estimates agree.',
    'A warm cast of [about|roughly] {shift:mired} lies over the neutral tones ({agreeing:whole} of {votes:whole} estimates agree).',
  ],
  coolCast: [
    'The [light|white balance] is too cool: what should be grey is off by [about|some] {shift:mired} towards blue, and {agreeing:whole} of {votes:whole} estimates agree.',
    'A cool cast of [about|roughly] {shift:mired} lies over the neutral tones ({agreeing:whole} of {votes:whole} estimates agree).',
  ],
  greenCast: ['A green cast tints the neutral tones, by {duv:one} thousandths Duv ({agreeing:whole} of {votes:whole} estimates agree).'],
  magentaCast: ['A magenta cast tints the neutral tones, by {duv:one} thousandths Duv ({agreeing:whole} of {votes:whole} estimates agree).'],
  dull: [
    'Colour is [dull|pale|faint]: the mean chroma is only {chroma:one}, and even the most colourful tenth of the frame averages {top:whole}.',
    'The colours [look washed out|hardly speak]: mean chroma {chroma:one}, and no more than {top:whole} in the most colourful tenth.',
  ],
  oversaturated: [
    'Colour is pushed too far: the mean chroma is {chroma:whole} and {vivid:percent} of the frame lies beyond chroma 70.',
    'Saturation is overdone, with a mean chroma of {chroma:whole} and {vivid:percent} of the frame beyond chroma 70.',
  ],
  wellExposed: [
    'Exposure is [well judged|right|well placed]: the median tone is {median:lightness}, the lights reach {whitePoint:lightness} and {clipped:percent} of the frame is burnt out.',
    'The light is [well metered|well handled], with the median at {median:lightness} and the brightest hundredth at {whitePoint:lightness}.',
  ],
  fullTones: [
    'Tones run [from {low:lightness} to {high:lightness}|all the way from {low:lightness} up to {high:lightness}], a [full|rich] scale.',
    'The tonal scale is [full|generous], from {low:lightness} in the shadows to {high:lightness} in the lights.',
  ],
  neutralGreys: [
    'Greys are neutral within {shift:mired}, so the white balance can be trusted.',
    'White balance is [sound|clean]: the neutral tones are within {shift:mired} of grey.',
  ],
  richColour: [
    'Colour is [rich|lively] without shouting (mean chroma {chroma:whole}).',
    'The colours have [strength|presence], at a mean chroma of {chroma:whole}.',
  ],
};
