import { encodedToLab } from '@photocrafter/shared/pixels/lab';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { compileTransfer } from '@photocrafter/shared/pixels/transfer';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { oncePerPicture } from '../once-per-picture';

/** Long side, in pixels, of the picture that the features are taken from. */
export const FEATURE_SIDE = 128;

const TONE_BINS = 24;
const CHROMA_EDGES = [2, 5, 10, 15, 20, 30, 40, 60];
const HUE_BINS = 12;
/** one step of a histogram that percentiles are read from: half an 8-bit level */
const FINE_BINS = 512;
const TONE_PERCENTILES = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];
const CHANNEL_PERCENTILES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

export const CORRECTION_FEATURE_COUNT =
  TONE_BINS + TONE_PERCENTILES.length + 3 * CHANNEL_PERCENTILES.length + CHROMA_EDGES.length + 1 + HUE_BINS + 4 * 3 + 6 + 4 + 5 + 6;

/**
 * What the correction estimator looks at: tone and colour statistics that do not depend on size, about 1 each.
 * Input: RGB in any encoding, long side near FEATURE_SIDE. Output: CORRECTION_FEATURE_COUNT numbers.
 * Training reads exactly these numbers (training/correction/export-data.ts), so product and training cannot drift apart.
 */
export const correctionFeatures = oncePerPicture((image): Float32Array => {
  const { width, height } = image;
  const { lightness, a, b, luminance } = encodedToLab(image);
  const count = width * height;
  const tone = toneOf(luminance);
  const channels = sRgbChannels(image);
  const chroma = Float32Array.from({ length: count }, (_, i) => Math.hypot(a[i]!, b[i]!));
  const features: number[] = [];

  features.push(...shares(tone, TONE_BINS).map(Math.sqrt));
  features.push(...percentiles(tone, TONE_PERCENTILES));
  for (const channel of channels) features.push(...percentiles(channel, CHANNEL_PERCENTILES));
  features.push(...chromaShares(chroma).map(Math.sqrt));
  features.push(...hueShares(a, b, chroma));
  features.push(...zoneCasts(tone, a, b));
  features.push(...neutralEvidence(lightness, a, b, chroma));
  features.push(...illuminantRatios(channels));

  let clippedHigh = 0, clippedLow = 0, sum = 0, squares = 0, logSum = 0;
  for (let i = 0; i < count; i++) {
    if (Math.max(channels[0][i]!, channels[1][i]!, channels[2][i]!) > 0.996) clippedHigh++;
    if (Math.min(channels[0][i]!, channels[1][i]!, channels[2][i]!) < 0.004) clippedLow++;
    sum += tone[i]!;
    squares += tone[i]! ** 2;
    logSum += Math.log2(Math.max(luminance[i]!, 0.001));
  }
  const mean = sum / count;
  features.push(clippedHigh / count, clippedLow / count, mean, Math.sqrt(Math.max(0, squares / count - mean * mean)), logSum / count / 4);
  features.push(...layout(tone, chroma, width, height));
  return Float32Array.from(features);
});

/** Encoded sRGB value of each pixel's luminance: a tone axis that does not depend on the picture's own encoding. */
function toneOf(luminance: Float32Array): Float32Array {
  const { toEncodedFast } = compileTransfer(SRGB);
  return luminance.map((y) => toEncodedFast(Math.min(Math.max(y, 0), 1)));
}

/** The three channels re-encoded with sRGB's transfer curve (primaries stay the picture's own). */
function sRgbChannels(image: FloatImage): readonly [Float32Array, Float32Array, Float32Array] {
  const { toLinearFast } = compileTransfer(image.encoding);
  const { toEncodedFast } = compileTransfer(SRGB);
  const same = image.encoding.transfer === SRGB.transfer;
  const count = image.width * image.height;
  const channel = (offset: number): Float32Array => Float32Array.from({ length: count }, (_, i) => {
    const value = Math.min(Math.max(image.data[3 * i + offset]!, 0), 1);
    return same ? value : toEncodedFast(toLinearFast(value));
  });
  return [channel(0), channel(1), channel(2)];
}

function shares(values: Float32Array, bins: number): number[] {
  const histogram = new Array<number>(bins).fill(0);
  for (const value of values) histogram[Math.min(bins - 1, Math.max(0, Math.floor(value * bins)))]! += 1 / values.length;
  return histogram;
}

function percentiles(values: Float32Array, at: readonly number[]): number[] {
  const histogram = shares(values, FINE_BINS);
  const result: number[] = [];
  let below = 0, bin = 0;
  for (const share of at) {
    while (bin < FINE_BINS - 1 && below + histogram[bin]! < share) below += histogram[bin++]!;
    const inside = histogram[bin]! > 0 ? (share - below) / histogram[bin]! : 0;
    result.push((bin + Math.min(1, Math.max(0, inside))) / FINE_BINS);
  }
  return result;
}

function chromaShares(chroma: Float32Array): number[] {
  const result = new Array<number>(CHROMA_EDGES.length + 1).fill(0);
  for (const value of chroma) {
    let bin = 0;
    while (bin < CHROMA_EDGES.length && value >= CHROMA_EDGES[bin]!) bin++;
    result[bin]! += 1 / chroma.length;
  }
  return result;
}

/** Hue histogram weighted by chroma up to 40: what colours the picture is made of. */
function hueShares(a: Float32Array, b: Float32Array, chroma: Float32Array): number[] {
  const result = new Array<number>(HUE_BINS).fill(0);
  for (let i = 0; i < a.length; i++) {
    const turn = (Math.atan2(b[i]!, a[i]!) + Math.PI) / (2 * Math.PI);
    result[Math.min(HUE_BINS - 1, Math.floor(turn * HUE_BINS))]! += Math.min(chroma[i]!, 40) / 40 / a.length;
  }
  return result;
}

/** Mean a*, b* and share of four tone zones: a cast that differs between shadows and lights is a grade, not a fault. */
function zoneCasts(tone: Float32Array, a: Float32Array, b: Float32Array): number[] {
  const sums = Array.from({ length: 4 }, () => ({ a: 0, b: 0, n: 0 }));
  for (let i = 0; i < tone.length; i++) {
    const zone = sums[Math.min(3, Math.floor(tone[i]! * 4))]!;
    zone.a += a[i]!; zone.b += b[i]!; zone.n++;
  }
  return sums.flatMap(({ a: sumA, b: sumB, n }) => (n > 20 ? [sumA / n / 30, sumB / n / 30, n / tone.length] : [0, 0, n / tone.length]));
}

function neutralEvidence(lightness: Float32Array, a: Float32Array, b: Float32Array, chroma: Float32Array): number[] {
  let weight = 0, weightedA = 0, weightedB = 0, sumA = 0, sumB = 0, sumChroma = 0;
  const count = lightness.length;
  for (let i = 0; i < count; i++) {
    const w = Math.exp(-chroma[i]! / 8);
    weight += w; weightedA += w * a[i]!; weightedB += w * b[i]!;
    sumA += a[i]!; sumB += b[i]!; sumChroma += chroma[i]!;
  }
  const bright = percentiles(chroma.map((c) => Math.min(1, c / 120)), [0.95])[0]! * 2;
  return [weightedA / (weight + 1) / 10, weightedB / (weight + 1) / 10, sumA / count / 30, sumB / count / 30, sumChroma / count / 40, bright];
}

/** Log ratios of red and blue to green, by shades of grey (Finlayson and Trezzi 2004, p = 6) and by grey world. */
function illuminantRatios(channels: readonly Float32Array[]): number[] {
  const { toLinearFast } = compileTransfer(SRGB);
  const powers = channels.map((channel) => {
    let sixth = 0, first = 0;
    for (const value of channel) {
      const light = Math.max(toLinearFast(value), 0.001);
      sixth += light ** 6; first += light;
    }
    return { sixth: (sixth / channel.length) ** (1 / 6), first: first / channel.length + 0.001 };
  });
  const ratio = (key: 'sixth' | 'first', channel: 0 | 2): number =>
    Math.min(3, Math.max(-3, Math.log(powers[channel]![key] / powers[1]![key])));
  return [ratio('sixth', 0), ratio('sixth', 2), ratio('first', 0), ratio('first', 2)];
}

/** Tone of the centre, the upper and the lower third, and chroma of the same: where light sits in the frame. */
function layout(tone: Float32Array, chroma: Float32Array, width: number, height: number): number[] {
  const zones = [
    { x0: 0.25, x1: 0.75, y0: 0.25, y1: 0.75 }, { x0: 0, x1: 1, y0: 0, y1: 1 / 3 }, { x0: 0, x1: 1, y0: 2 / 3, y1: 1 },
  ];
  return zones.flatMap(({ x0, x1, y0, y1 }) => {
    let sumTone = 0, sumChroma = 0, n = 0;
    for (let y = Math.floor(y0 * height); y < Math.max(Math.ceil(y1 * height), 1) && y < height; y++) {
      for (let x = Math.floor(x0 * width); x < Math.max(Math.ceil(x1 * width), 1) && x < width; x++) {
        sumTone += tone[y * width + x]!; sumChroma += chroma[y * width + x]!; n++;
      }
    }
    return n === 0 ? [0, 0] : [sumTone / n, sumChroma / n / 40];
  });
}
