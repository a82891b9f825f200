import type { Metadata } from 'sharp';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { SRGB, type ColourEncoding } from '@photocrafter/shared/pixels/colour-encoding';
import { parseIccProfile } from '@photocrafter/shared/pixels/icc-profile';

/** ICC profiles above this are dropped: none in use comes near, and they cost every reader (trust.md 8.2). */
const MAX_PROFILE_BYTES = 4 << 20;

/** How a file's samples become the store's: as they are, or converted by libvips and LittleCMS. */
export interface ColourRoute {
  /** libvips space of the samples in the store */
  readonly space: 'srgb' | 'rgb16' | 'b-w' | 'grey16';
  /** space in which libvips starts, when the samples must be widened before they are converted */
  readonly pipeline?: 'rgb16';
  /** convert through the embedded profile to sRGB */
  readonly toSrgb: boolean;
  readonly encoding: ColourEncoding;
  readonly iccProfile?: Uint8Array;
  readonly converted?: string;
  readonly note?: string;
}

/**
 * Chooses the route. Samples that a matrix/TRC or grey profile describes are never touched; CMYK, Lab and RGB behind
 * lookup-table profiles become sRGB.
 * @throws AppError UNSUPPORTED_FORMAT for sample types and channel counts that no route takes
 */
export function chooseColourRoute(meta: Metadata): ColourRoute {
  const colourChannels = meta.channels - (meta.hasAlpha ? 1 : 0);
  const wide = meta.depth === 'ushort';
  if (meta.space === 'cmyk' && colourChannels === 4) return convertCmyk(meta, wide);
  if (meta.space === 'lab' || meta.space === 'labs') return converted(meta, false, 'Lab converted to sRGB at 16 bit');
  if (meta.depth === 'float' && colourChannels === 3) return converted(meta, false, '32-bit float taken as linear sRGB and converted to sRGB at 16 bit; values outside 0..1 were clipped');
  if (colourChannels !== 1 && colourChannels !== 3) throw new AppError('UNSUPPORTED_FORMAT', `${colourChannels} colour channels of the kind "${meta.space}"`);
  if (meta.depth !== 'uchar' && !wide) throw new AppError('UNSUPPORTED_FORMAT', `samples of the type "${meta.depth}"`);
  const grey = colourChannels === 1;
  const space = grey ? (wide ? 'grey16' : 'b-w') : (wide ? 'rgb16' : 'srgb');
  const untouched = { space, toSrgb: false } as const;
  if (meta.icc === undefined) return { ...untouched, encoding: SRGB };
  if (meta.icc.length > MAX_PROFILE_BYTES) return { ...untouched, encoding: SRGB, note: 'the embedded ICC profile is too large and was left out' };
  const profile = parseIccProfile(meta.icc);
  if (profile === undefined) return { ...untouched, encoding: SRGB, note: 'the embedded ICC profile is damaged and was left out' };
  const colourSpace = profile.colourSpace.trim();
  if (colourSpace !== 'RGB' && colourSpace !== 'GRAY') return { ...untouched, encoding: SRGB, note: `the embedded ICC profile is for ${colourSpace}, not for this picture, and was left out` };
  if (!grey && colourSpace === 'GRAY') return { ...untouched, encoding: SRGB, note: 'the embedded ICC profile is for grey pictures and was left out' };
  if (!grey && profile.encoding === undefined) return { ...converted(meta, true, `"${profile.description}" (not a matrix profile) converted to sRGB at 16 bit`) };
  return { ...untouched, encoding: profile.encoding ?? SRGB, iccProfile: meta.icc };
}

/**
 * LittleCMS works at 16 bit inside, but sharp lets 8-bit CMYK out at 8 bit only (perceptual intent). That is the file's own
 * depth. 16-bit CMYK goes through XYZ at 16 bit (relative colorimetric).
 */
function convertCmyk(meta: Metadata, wide: boolean): ColourRoute {
  const profile = meta.icc === undefined ? undefined : parseIccProfile(meta.icc);
  const name = profile?.description ?? 'no profile: a generic press assumed';
  if (wide) return converted(meta, meta.icc !== undefined, `CMYK (${name}) converted to sRGB at 16 bit`);
  return { space: 'srgb', toSrgb: true, encoding: SRGB, converted: `CMYK (${name}) converted to sRGB at 8 bit` };
}

function converted(meta: Metadata, toSrgb: boolean, text: string): ColourRoute {
  return { space: 'rgb16', pipeline: 'rgb16', toSrgb: toSrgb && meta.icc !== undefined, encoding: SRGB, converted: text };
}
