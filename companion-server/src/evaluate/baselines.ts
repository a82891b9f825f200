import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { compileTransfer } from '@photocrafter/shared/pixels/transfer';

/** What every photo program has had for thirty years, for comparison. */
export const BASELINES: Readonly<Record<string, (image: FloatImage) => FloatImage>> = {
  'auto-level': (image) => stretch(image, 0),
  'stretch 0.5 %': (image) => stretch(image, 0.005),
  'grey-world': greyWorld,
  'auto-gamma': autoGamma,
};

/** All channels by one scale, from the `share` darkest to the `share` brightest sample. */
function stretch(image: FloatImage, share: number): FloatImage {
  const sorted = Float32Array.from(image.data).sort();
  const low = sorted[Math.floor(share * (sorted.length - 1))]!, high = sorted[Math.ceil((1 - share) * (sorted.length - 1))]!;
  if (high - low < 1e-4) return image;
  return { ...image, data: image.data.map((value) => clamp((value - low) / (high - low))) };
}

/** Equal means of the channels in linear light (Buchsbaum 1980), green kept. */
function greyWorld(image: FloatImage): FloatImage {
  const { toLinearFast, toEncodedFast } = compileTransfer(image.encoding);
  const sums = [0, 0, 0];
  image.data.forEach((value, i) => { sums[i % 3]! += toLinearFast(value); });
  const gains = sums.map((sum) => (sum > 0 ? sums[1]! / sum : 1));
  return { ...image, data: image.data.map((value, i) => clamp(toEncodedFast(Math.min(1, toLinearFast(value) * gains[i % 3]!)))) };
}

/** One exponent that takes the mean encoded value to one half. */
function autoGamma(image: FloatImage): FloatImage {
  const mean = image.data.reduce((sum, value) => sum + value, 0) / image.data.length;
  const exponent = Math.log(0.5) / Math.log(Math.min(0.99, Math.max(0.01, mean)));
  return { ...image, data: image.data.map((value) => clamp(value) ** exponent) };
}

function clamp(value: number): number { return Math.min(1, Math.max(0, value)); }
