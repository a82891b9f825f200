import { createFloatImage, type FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { compileTransfer } from '@photocrafter/shared/pixels/transfer';
import type { DegradationKind } from '../critic/diagnosis/diagnosis';
import { convolve, diskKernel, smearKernel } from './blur-kernels';
import type { Random } from '@photocrafter/shared/random/seeded-random';

/** A damaged picture and how badly, 0..1, on the scale that the critic's severities are calibrated to. */
export interface Damaged { readonly image: FloatImage; readonly severity: number }
export type ReencodeJpeg = (image: FloatImage, quality: number) => Promise<FloatImage>;

const unit = (value: number): number => Math.min(1, Math.max(0, value));
const between = (random: Random, low: number, high: number): number => low + (high - low) * random();

/** Standard normal by Box and Muller. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Severity of noise: levels of 255, by the logarithm that the eye follows; 2 is 0.2, 10 is 0.55, 50 is 1. */
export const noiseSeverity = (sigma: number): number => unit(Math.log(1 + sigma / 2) / Math.log(26));

/** Shot and read noise in linear light behind white-balance gains, as `training/restoration/degradations.py` makes it. */
export function cameraNoise(image: FloatImage, shot: number, read: number, random: Random): Damaged {
  const { toLinearFast: toLinear, toEncodedFast: toEncoded } = compileTransfer(image.encoding);
  const gains = [between(random, 1.2, 2.2), 1, between(random, 1.2, 2.2)];
  let power = 0;
  const data = image.data.map((value, i) => {
    const gain = gains[i % 3]!, linear = toLinear(value);
    const noisy = toEncoded(Math.max(0, linear + Math.sqrt(shot * linear * gain + (read * gain) ** 2) * normal(random)));
    power += (noisy - value) ** 2;
    return noisy;
  });
  return { image: round8({ ...image, data }), severity: noiseSeverity(255 * Math.sqrt(power / data.length)) };
}

/** Even Gaussian noise of `sigma` levels of 255 on encoded values. */
export function gaussianNoise(image: FloatImage, sigma: number, random: Random): Damaged {
  return { image: round8({ ...image, data: image.data.map((value) => value + (sigma / 255) * normal(random)) }), severity: noiseSeverity(sigma) };
}

export async function compression(image: FloatImage, quality: number, reencode: ReencodeJpeg): Promise<Damaged> {
  return { image: await reencode(image, quality), severity: unit((92 - quality) / 82) };
}

/** Defocus of `radius` px in linear light. */
export function defocus(image: FloatImage, radius: number): Damaged { return { image: round8(convolve(image, diskKernel(radius))), severity: unit(radius / 7) }; }

/** A straight smear of `length` px at `degrees`. */
export function smear(image: FloatImage, length: number, degrees: number): Damaged {
  return { image: round8(convolve(image, smearKernel(length, degrees))), severity: unit(length / 16) };
}

/** A bright veil, denser towards one side, as Koschmieder's law mixes it in linear light. `density` 0..1 is the mean share of the veil. */
export function veil(image: FloatImage, density: number, random: Random): Damaged {
  const { toLinearFast: toLinear, toEncodedFast: toEncoded } = compileTransfer(image.encoding);
  const air = between(random, 0.55, 0.95), tint = [1, 1, between(random, 1, 1.05)], slope = between(random, -0.5, 0.9);
  const { width, height, data } = image;
  const result = createFloatImage(width, height, image.encoding);
  for (let y = 0, i = 0; y < height; y++) {
    const share = unit(density * (1 + slope * (1 - (2 * y) / height)));
    for (let k = 0; k < 3 * width; k++, i++) result.data[i] = toEncoded(toLinear(data[i]!) * (1 - share) + air * tint[i % 3]! * share);
  }
  return { image: round8(result), severity: unit(density) };
}

/** Too little light: `factor` of it in linear light, and the noise that comes with it. */
export function darkness(image: FloatImage, factor: number, random: Random): Damaged {
  const { toLinearFast: toLinear, toEncodedFast: toEncoded } = compileTransfer(image.encoding);
  const dark = { ...image, data: image.data.map((value) => toEncoded(factor * toLinear(value))) };
  return { image: cameraNoise(dark, between(random, 2e-5, 4e-4), between(random, 2e-4, 2e-3), random).image, severity: unit(Math.log2(1 / factor) / 5) };
}

/** Slanted bright streaks, a little out of focus, added as light. `density` 0..1. */
export function rain(image: FloatImage, density: number, random: Random): Damaged {
  const { width, height } = image;
  const light = new Float32Array(width * height);
  const drops = Math.round(density * 0.0035 * width * height), slant = between(random, -0.35, 0.35);
  for (let drop = 0; drop < drops; drop++) {
    const length = between(random, 12, 40), strength = between(random, 0.06, 0.3), left = random() * width, top = random() * height - length / 2, thick = between(random, 0.5, 1.2);
    for (let t = 0; t < length; t++) {
      const y = Math.round(top + t), centre = left + slant * t;
      if (y < 0 || y >= height) continue;
      for (let x = Math.floor(centre - 2); x <= Math.ceil(centre + 2); x++) {
        if (x < 0 || x >= width) continue;
        light[y * width + x]! += strength * Math.exp(-((x - centre) ** 2) / (2 * thick * thick)) * Math.sin((Math.PI * (t + 0.5)) / length);
      }
    }
  }
  return { image: round8({ ...image, data: image.data.map((value, i) => value + (1 - value) * Math.min(0.8, light[Math.floor(i / 3)]!)) }), severity: unit(density) };
}

/** What an 8-bit file keeps. */
export function round8(image: FloatImage): FloatImage {
  return { ...image, data: image.data.map((value) => Math.round(255 * unit(value)) / 255) };
}

/** One fault of a kind, its size drawn evenly over what occurs. */
export async function drawDamage(kind: DegradationKind, image: FloatImage, random: Random, reencode: ReencodeJpeg): Promise<Damaged> {
  switch (kind) {
    case 'noise': return random() < 0.4 ? gaussianNoise(image, between(random, 3, 45), random) : cameraNoise(image, 10 ** between(random, -3.9, -2), 10 ** between(random, -3.2, -1.9), random);
    case 'compression': return compression(image, Math.round(between(random, 8, 80)), reencode);
    case 'blur': return defocus(image, between(random, 1.2, 6));
    case 'motionBlur': return smear(image, between(random, 4, 16), 180 * random());
    case 'haze': return veil(image, between(random, 0.2, 0.75), random);
    case 'lowLight': return darkness(image, 2 ** between(random, -5, -2), random);
    case 'rain': return rain(image, between(random, 0.15, 1), random);
  }
}
