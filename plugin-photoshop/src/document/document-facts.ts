import { AppError } from '@photocrafter/shared/errors/app-error';
import type { DocumentApi } from '../photoshop/photoshop-api';

export type DocumentMode = 'rgb' | 'grey' | 'lab' | 'cmyk';

/** What must stay as it was between reading a picture and placing its result. */
export interface DocumentFacts {
  readonly id: number;
  readonly width: number;
  readonly height: number;
  readonly mode: DocumentMode;
  readonly depth: 8 | 16 | 32;
  /** as Photoshop names it; empty for an untagged document */
  readonly profile: string;
}

const MODES: Readonly<Record<string, DocumentMode>> = { RGBColorMode: 'rgb', grayscaleMode: 'grey', labColorMode: 'lab', CMYKColorMode: 'cmyk' };
const DEPTHS: Readonly<Record<string, DocumentFacts['depth']>> = { bitDepth8: 8, bitDepth16: 16, bitDepth32: 32 };
/** 32-bit documents say so in the name, which must not go back into the API (hosts.md 3.2). */
const LINEAR_SUFFIX = / \(Linear RGB Profile\)$| \(Linear .*Profile\)$/;

/** Throws UNSUITABLE_LAYER for modes without continuous tones. */
export function documentFacts(document: DocumentApi): DocumentFacts {
  const mode = MODES[document.mode];
  const depth = DEPTHS[document.bitsPerChannel];
  if (mode === undefined || depth === undefined) throw new AppError('UNSUITABLE_LAYER', `the document is in ${document.mode}, ${document.bitsPerChannel}; choose Image > Mode > RGB Color`);
  return { id: document.id, width: document.width, height: document.height, mode, depth, profile: document.colorProfileName.replace(LINEAR_SUFFIX, '') };
}
