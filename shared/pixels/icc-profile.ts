import { ADOBE_RGB, DISPLAY_P3, LINEAR_SRGB, PROPHOTO, SRGB, type ColourEncoding, type TransferFunction } from './colour-encoding';
import { bradfordAdaptation, D65_XYZ, ICC_D50_XYZ } from './chromatic-adaptation';
import { readTagTable, type IccTag } from './icc-tags';
import { multiplyMatrices, type Matrix3 } from './matrix3';
import { compileTransfer } from './transfer';

/** What a profile says about itself. `encoding` is absent for table (LUT) profiles, CMYK, or unequal channel curves. */
export interface IccProfileInfo {
  readonly description: string;
  /** ICC.1:2022 table 19, without padding */
  readonly colourSpace: 'RGB' | 'GRAY' | 'CMYK' | 'Lab' | 'XYZ' | (string & {});
  readonly encoding?: ColourEncoding;
}

const HEADER_BYTES = 128;
const SIGNATURE_OFFSET = 36;
const TO_D65 = bradfordAdaptation(ICC_D50_XYZ, D65_XYZ);

/**
 * Reads an ICC profile (v2 or v4). A matrix/TRC or grey profile yields its encoding with the matrix taken from D50 to D65 (Bradford);
 * one that equals a known space within rounding yields that very constant. Undefined when the bytes are no profile; never throws.
 */
export function parseIccProfile(bytes: Uint8Array): IccProfileInfo | undefined {
  if (bytes.length < HEADER_BYTES + 4 || ascii(bytes, SIGNATURE_OFFSET, 4) !== 'acsp') return undefined;
  const tags = readTagTable(bytes);
  const colourSpace = ascii(bytes, 16, 4).trim();
  const description = textOf(tags.get('desc')) ?? '';
  const encoding = ascii(bytes, 20, 4) === 'XYZ ' ? encodingOf(colourSpace, description, tags) : undefined;
  return { description, colourSpace, ...(encoding && { encoding }) };
}

function ascii(bytes: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length));
}

function textOf(tag: IccTag | undefined): string | undefined {
  return tag?.kind === 'text' ? tag.text : undefined;
}

function encodingOf(colourSpace: string, description: string, tags: ReadonlyMap<string, IccTag>): ColourEncoding | undefined {
  const name = description === '' ? 'unnamed profile' : description;
  if (colourSpace === 'GRAY') {
    const curve = tags.get('kTRC');
    // neutral in any primaries: sRGB's serve
    return curve?.kind === 'curve' ? named({ name, rgbToXyz: SRGB.rgbToXyz, transfer: curve.transfer }) : undefined;
  }
  const [red, green, blue] = [tags.get('rXYZ'), tags.get('gXYZ'), tags.get('bXYZ')];
  const [redCurve, greenCurve, blueCurve] = [tags.get('rTRC'), tags.get('gTRC'), tags.get('bTRC')];
  if (colourSpace !== 'RGB' || red?.kind !== 'xyz' || green?.kind !== 'xyz' || blue?.kind !== 'xyz') return undefined;
  if (redCurve?.kind !== 'curve' || greenCurve?.kind !== 'curve' || blueCurve?.kind !== 'curve') return undefined;
  const transfer = redCurve.transfer;
  if (!sameCurve(transfer, greenCurve.transfer) || !sameCurve(transfer, blueCurve.transfer)) return undefined;
  const [r, g, b] = [red.xyz, green.xyz, blue.xyz];
  const columns: Matrix3 = [r[0], g[0], b[0], r[1], g[1], b[1], r[2], g[2], b[2]];
  // the luminances of a usable space add up to white
  if (!(Math.abs(r[1] + g[1] + b[1] - 1) < 0.05)) return undefined;
  return named({ name, rgbToXyz: multiplyMatrices(TO_D65, columns), transfer });
}

const KNOWN = [SRGB, DISPLAY_P3, ADOBE_RGB, PROPHOTO, LINEAR_SRGB];
/** s15Fixed16 and four-digit colorants round by up to this much; distinct spaces differ by a hundred times more. */
const MATRIX_ROUNDING = 1.5e-3;
/** Of linear light: tables and rounded parameters stay below it, ProPhoto's curve without its toe (another curve) does not. */
const CURVE_ROUNDING = 3e-4;

/** The constant that equals `encoding`, or `encoding` itself. */
function named(encoding: ColourEncoding): ColourEncoding {
  return KNOWN.find((known) => known.rgbToXyz.every((cell, i) => Math.abs(cell - encoding.rgbToXyz[i]!) < MATRIX_ROUNDING)
    && sameCurve(known.transfer, encoding.transfer)) ?? encoding;
}

function sameCurve(a: TransferFunction, b: TransferFunction): boolean {
  const [first, second] = [a, b].map((transfer) => compileTransfer({ name: '', rgbToXyz: SRGB.rgbToXyz, transfer }));
  for (let i = 0; i <= 64; i++) {
    if (!(Math.abs(first!.toLinear(i / 64) - second!.toLinear(i / 64)) < CURVE_ROUNDING)) return false;
  }
  return true;
}
