import type { ColourEncoding } from '@photocrafter/shared/pixels/colour-encoding';
import { compileTransfer } from '@photocrafter/shared/pixels/transfer';
import type { WorkingSpace } from './working-space';

const MAX = 65535;

/**
 * Samples of a 32-bit document, linear light 0..1 and beyond, as full range 16-bit encoded ones; alpha, the last of 2 or 4 channels, stays
 * linear. What lies beyond 0..1 is clipped: the original layer keeps it.
 */
export function encodeLinear(samples: Float32Array, channels: number, encoding: ColourEncoding): Uint16Array {
  const { toEncodedFast } = compileTransfer(encoding);
  const alpha = alphaOf(channels);
  return Uint16Array.from(samples, (value, i) => {
    const inside = Math.min(Math.max(value, 0), 1);
    return Math.round(MAX * (i % channels === alpha ? inside : toEncodedFast(inside)));
  });
}

/** Samples as the imaging API returns them, as they travel. */
export function toIntegers(samples: Uint8Array | Uint16Array | Float32Array, channels: number, { hostDepth, encoding }: Pick<WorkingSpace, 'hostDepth' | 'encoding'>): Uint8Array | Uint16Array {
  return hostDepth === 32 ? encodeLinear(samples as Float32Array, channels, encoding) : samples as Uint8Array | Uint16Array;
}

/** The way back from `encodeLinear`. */
export function decodeLinear(samples: Uint16Array, channels: number, encoding: ColourEncoding): Float32Array {
  const { toLinear } = compileTransfer(encoding);
  const table = Float32Array.from({ length: MAX + 1 }, (_, value) => toLinear(value / MAX));
  const alpha = alphaOf(channels);
  return Float32Array.from(samples, (value, i) => (i % channels === alpha ? value / MAX : table[value]!));
}

function alphaOf(channels: number): number {
  return channels % 2 === 0 ? channels - 1 : -1;
}
