import { ADOBE_RGB, DISPLAY_P3, PROPHOTO, SRGB, type ColourEncoding } from './colour-encoding';

/** How Photoshop names the profiles whose encodings are known; no name is taken for sRGB. */
const NAMED: readonly { readonly name: RegExp; readonly encoding: ColourEncoding }[] = [
  { name: /^(sRGB\b.*)?$/i, encoding: SRGB },
  { name: /^(Display P3|Image P3)$/i, encoding: DISPLAY_P3 },
  { name: /^Adobe RGB \(1998\)$/i, encoding: ADOBE_RGB },
  { name: /^ProPhoto RGB$/i, encoding: PROPHOTO },
];

/** The RGB encoding behind a profile's name; undefined for names that say nothing for certain. */
export function encodingNamed(profileName: string): ColourEncoding | undefined {
  return NAMED.find(({ name }) => name.test(profileName))?.encoding;
}
