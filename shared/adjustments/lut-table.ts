import { AppError } from '../errors/app-error';
import { decodeBase64, encodeBase64 } from '../pixels/base64';

const MAX_UINT16 = 65535;

/** Packs values 0..1 (clamped) as base64 of little-endian uint16: the form of `Lut3dAdjustment.table`. */
export function encodeLutTable(values: Float32Array): string {
  const bytes = new Uint8Array(values.length * 2);
  for (let i = 0; i < values.length; i++) {
    const word = Math.round(Math.min(Math.max(values[i]!, 0), 1) * MAX_UINT16);
    bytes[2 * i] = word & 255;
    bytes[2 * i + 1] = word >> 8;
  }
  return encodeBase64(bytes);
}

/** Unpacks a table to values 0..1. Throws INVALID_PLAN when it is not base64 of whole uint16 words. */
export function decodeLutTable(base64: string): Float32Array {
  const bytes = decodeBase64(base64);
  if (bytes === undefined || bytes.length % 2 !== 0) throw new AppError('INVALID_PLAN', 'a lookup table is not base64 of 16-bit values');
  const values = new Float32Array(bytes.length / 2);
  for (let i = 0; i < values.length; i++) values[i] = (bytes[2 * i]! | (bytes[2 * i + 1]! << 8)) / MAX_UINT16;
  return values;
}
