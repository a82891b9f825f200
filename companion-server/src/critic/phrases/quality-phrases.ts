/** Wordings of section 1 (quality and degradations) by finding id; placeholders are the finding's evidence. */
export const QUALITY_PHRASES: Readonly<Record<string, readonly string[]>> = {
  noise: [
    'Noise is [visible|plain to see|noticeable] in the flat areas: {noise:one} levels of 255 [where nothing but noise should vary|in the smoothest parts of the frame].',
    'The [smooth|plain] areas are grainy, with a noise deviation of {noise:one} levels of 255.',
  ],
  compressed: [
    'Compression has left its blocks [and ringing|and halos] in the picture, as a JPEG of quality {jpegQuality:whole} does.',
    'Fine tones are broken up by JPEG compression, about quality {jpegQuality:whole}.',
  ],
  rain: [
    'Rain streaks [lie over|cross] the scene (severity {streaks:two}).',
  ],
  softFocus: [
    '[Nothing in the frame is really crisp|No part of the frame is really crisp]: even the sharpest detail has a re-blur value of {blur:two}, where {crispBlur:two} or less reads as sharp.',
    'The picture is soft throughout; its sharpest tenth measures {blur:two} on the re-blur scale ([crisp detail stays below|sharp photos stay below] {crispBlur:two}).',
  ],
  motionBlur: [
    'Detail is smeared in one direction: [horizontal and vertical blur differ|blur across and blur along the frame differ] by {directionality:two} [and the sharpest tenth still measures|while the sharpest tenth measures] {blur:two}, which points to camera or subject movement.',
  ],
  haze: [
    'A veil [lies over|flattens] the scene: the dark-channel index is {haze:two} and the darkest tones only come down to {blackPoint:lightness}.',
    'Haze takes the depth out of the scene ([dark-channel index|index] {haze:two}), and no tone goes deeper than {blackPoint:lightness}.',
  ],
  crisp: [
    '[Fine detail is crisp|Detail is rendered crisply]: the sharpest parts measure {blur:two} on the re-blur scale, well under the {crispBlur:two} at which softness starts to show.',
    'Focus is [secure|well placed]; the sharpest tenth of the frame has a re-blur value of {blur:two} ([soft would be above|softness begins near] {crispBlur:two}).',
    'Sharpness is [good|convincing], with a re-blur value of {blur:two} where the detail is finest.',
  ],
  clean: [
    'Noise [stays out of sight|is no issue] at {noise:one} levels of 255.',
    'Flat areas are [clean|smooth] (noise {noise:one} levels of 255).',
    'The tones are [clean|free of grain], with noise at {noise:one} levels of 255.',
  ],
};
