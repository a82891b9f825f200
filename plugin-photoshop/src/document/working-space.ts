import type { AdjustmentKind } from '@photocrafter/shared/adjustments/adjustment';
import type { ColourEncoding } from '@photocrafter/shared/pixels/colour-encoding';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { encodingNamed } from '@photocrafter/shared/pixels/named-encoding';
import type { ColorSpace } from '../photoshop/photoshop-api';
import type { DocumentFacts } from './document-facts';

/** How a document's pixels are read, sent and put back. */
export interface WorkingSpace {
  readonly colorSpace: ColorSpace;
  /** profile in which Photoshop hands pixels over and takes them; the document's own unless it must convert */
  readonly profile: string;
  /** bits of a sample inside Photoshop */
  readonly hostDepth: 8 | 16 | 32;
  /** bits of a sample on the way to the companion: full range integers */
  readonly depth: 8 | 16;
  /** what the companion takes the samples for; sRGB when it does not know the profile */
  readonly encoding: ColourEncoding;
  /** what this document can hold as editable adjustment layers; everything else becomes pixels */
  readonly adjustments: readonly AdjustmentKind[];
}

/** Kinds that Photoshop has as adjustment layers whose numbers mean what ours mean. */
export const EDITABLE: readonly AdjustmentKind[] = ['exposure', 'curves', 'levels', 'hueSaturation', 'channelMatrix', 'lut3d'];

/**
 * RGB in 8 and 16 bit travels as it is, and so does grey. 32 bit is linear in Photoshop and is encoded on the way (encode-linear.ts).
 * Lab and CMYK are converted by Photoshop to a space that holds their colours, at 16 bit. Only RGB of 8 and 16 bit gets editable layers:
 * elsewhere adjustments mean something else or do not exist.
 */
export function workingSpace({ mode, depth, profile }: DocumentFacts): WorkingSpace {
  const encoding = encodingNamed(profile) ?? SRGB;
  const own = { profile, encoding, hostDepth: depth, depth: depth === 8 ? 8 : 16 } as const;
  switch (mode) {
    case 'rgb': return { ...own, colorSpace: 'RGB', adjustments: depth === 32 ? [] : EDITABLE };
    case 'grey': return { ...own, colorSpace: 'Grayscale', adjustments: [] };
    case 'lab': return converted('ProPhoto RGB');
    case 'cmyk': return converted('Adobe RGB (1998)');
  }
}

function converted(profile: string): WorkingSpace {
  return { colorSpace: 'RGB', profile, encoding: encodingNamed(profile) ?? SRGB, hostDepth: 16, depth: 16, adjustments: [] };
}
