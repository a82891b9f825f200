import type { PhotometricPlanes } from '@photocrafter/shared/attributes/attribute';
import { compileTransfer } from '@photocrafter/shared/pixels/transfer';

/**
 * Pixels that may say something about the illuminant: linear RGB 0..1 of the picture's own encoding; `trust` 0..1 is
 * low for memory colours (foliage, sky, skin) and saturated paint, whose own colour says nothing about the light.
 */
export interface NeutralSamples {
  readonly count: number;
  readonly red: Float32Array;
  readonly green: Float32Array;
  readonly blue: Float32Array;
  readonly lightness: Float32Array;
  readonly trust: Float32Array;
}

/** Every second pixel in both directions is plenty for averages. */
const STRIDE = 2;
/** Too dark: noise and black-point tints; too light: one channel is near clipping. */
const MIN_LIGHTNESS = 12;
const MAX_LIGHTNESS = 97;

/** Collects the unclipped samples of a picture. */
export function neutralSamples(planes: PhotometricPlanes): NeutralSamples {
  const { width, height, data, encoding } = planes.image;
  const { toLinearFast } = compileTransfer(encoding);
  const capacity = Math.ceil(width / STRIDE) * Math.ceil(height / STRIDE);
  const samples = { red: new Float32Array(capacity), green: new Float32Array(capacity), blue: new Float32Array(capacity), lightness: new Float32Array(capacity), trust: new Float32Array(capacity) };
  let count = 0;
  for (let row = 0; row < height; row += STRIDE) {
    for (let column = 0; column < width; column += STRIDE) {
      const i = row * width + column;
      const l = planes.lightness[i]!;
      if (planes.usable[i] === 0 || l < MIN_LIGHTNESS || l > MAX_LIGHTNESS) continue;
      samples.red[count] = toLinearFast(data[3 * i]!);
      samples.green[count] = toLinearFast(data[3 * i + 1]!);
      samples.blue[count] = toLinearFast(data[3 * i + 2]!);
      samples.lightness[count] = l;
      samples.trust[count] = trust(planes.a[i]!, planes.b[i]!, (row + 0.5) / height);
      count++;
    }
  }
  return { ...samples, count };
}

/** Chroma at which a surface is as likely paint as light, and hue ranges (degrees) of memory colours. */
const NEUTRAL_CHROMA = 18;
const FOLIAGE_HUE = [100, 150] as const;
const SKY_HUE = [225, 285] as const;
const SKIN_HUE = [35, 75] as const;

function trust(a: number, b: number, heightShare: number): number {
  const chroma = Math.hypot(a, b);
  const hue = ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
  const plain = 1 / (1 + (chroma / NEUTRAL_CHROMA) ** 2);
  if (chroma > 10 && within(hue, FOLIAGE_HUE)) return 0.2 * plain;
  if (chroma > 10 && within(hue, SKY_HUE) && heightShare < 0.6) return 0.3 * plain;
  if (chroma > 14 && within(hue, SKIN_HUE)) return 0.5 * plain;
  return plain;
}

function within(hue: number, range: readonly [number, number]): boolean {
  return hue >= range[0] && hue <= range[1];
}
