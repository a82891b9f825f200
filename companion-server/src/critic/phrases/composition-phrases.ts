/** Wordings of section 3 (composition and focus) by finding id; placeholders are the finding's evidence. */
export const COMPOSITION_PHRASES: Readonly<Record<string, readonly string[]>> = {
  tiltedHorizon: [
    'The horizon [leans|tilts] by {tilt:degrees}, [high on the {highSide}|its {highSide} end too high].',
    'The picture is not level: its longest line [falls off|runs] at {tilt:degrees}, higher on the {highSide}.',
  ],
  subjectCut: [
    'The subject [runs out of|is cut by] the frame at the {edge}.',
  ],
  lowHeadroom: [
    'There is [hardly any|too little] room above the subject: {headroom:percent} of the height.',
    'The subject [presses|pushes] against the upper edge, with {headroom:percent} of the height left above it.',
  ],
  clutter: [
    'The surroundings are busier than the subject: {clutter:percent} of the edge strength lies outside it, so the eye [wanders|has no resting place].',
    'The background [competes with|distracts from] the subject, carrying {clutter:percent} of the edge strength.',
  ],
  level: [
    'The horizon is level within {tilt:degrees}.',
    '[Lines|The horizon and the long lines] are straight, within {tilt:degrees}.',
  ],
  onThirds: [
    'The subject sits [close to|near] a thirds point, {thirds:percent} of the diagonal away from it.',
    'The subject is [well placed|placed with care], {thirds:percent} of the diagonal from a crossing of the thirds.',
  ],
  centred: [
    'The subject is placed in the [middle|centre], {centre:percent} of the diagonal off it, which gives the frame a [calm|formal] symmetry.',
  ],
  plainBackground: [
    'The background is [quiet|calm] ({clutter:percent} of the edge strength), so nothing competes with the subject.',
    'Nothing competes with the subject: its surroundings carry only {clutter:percent} of the edge strength.',
  ],
  subjectStandsOut: [
    'The subject stands out from its surroundings by {gap:stops}.',
    'Light separates the subject from its background, by {gap:stops}.',
  ],
};
