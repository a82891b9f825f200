import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { boxMean } from '../restore/planes';

/** He, Sun and Tang 2009: patches of 15 px, 95 % of the veil removed, transmission not under 0.1; refined by a guided filter (He et al. 2010). */
const RADIUS = 7;
const REMOVED = 0.95;
const LEAST = 0.1;
const GUIDE_RADIUS = 30;
const GUIDE_EPSILON = 1e-3;

export function darkChannelDehaze(image: FloatImage): FloatImage {
  const { width, height, data } = image;
  const count = width * height;
  const dark = darkest(image, [1, 1, 1]);
  const brightest = Array.from({ length: count }, (_, i) => i).sort((a, b) => dark[b]! - dark[a]!).slice(0, Math.max(1, count / 1000));
  const air = [0, 1, 2].map((c) => brightest.reduce((sum, i) => sum + data[3 * i + c]!, 0) / brightest.length);
  const coarse = darkest(image, air).map((value) => 1 - REMOVED * value);
  const luma = Float32Array.from({ length: count }, (_, i) => 0.299 * data[3 * i]! + 0.587 * data[3 * i + 1]! + 0.114 * data[3 * i + 2]!);
  const transmission = guided(luma, coarse, width, height);
  return { ...image, data: data.map((value, k) => Math.min(1, Math.max(0, (value - air[k % 3]!) / Math.max(LEAST, transmission[Math.floor(k / 3)]!) + air[k % 3]!))) };
}

function darkest({ width, height, data }: FloatImage, air: readonly number[]): Float32Array {
  const least = Float32Array.from({ length: width * height }, (_, i) => Math.min(data[3 * i]! / air[0]!, data[3 * i + 1]! / air[1]!, data[3 * i + 2]! / air[2]!));
  const across = new Float32Array(least.length), result = new Float32Array(least.length);
  for (let y = 0, i = 0; y < height; y++) for (let x = 0; x < width; x++, i++) {
    let value = Infinity;
    for (let k = Math.max(0, x - RADIUS); k <= Math.min(width - 1, x + RADIUS); k++) value = Math.min(value, least[y * width + k]!);
    across[i] = value;
  }
  for (let y = 0, i = 0; y < height; y++) for (let x = 0; x < width; x++, i++) {
    let value = Infinity;
    for (let k = Math.max(0, y - RADIUS); k <= Math.min(height - 1, y + RADIUS); k++) value = Math.min(value, across[k * width + x]!);
    result[i] = value;
  }
  return result;
}

function guided(guide: Float32Array, values: Float32Array, width: number, height: number): Float32Array {
  const box = (plane: Float32Array): Float32Array => boxMean(plane, width, height, GUIDE_RADIUS);
  const [meanI, meanP] = [box(guide), box(values)];
  const meanIP = box(guide.map((g, i) => g * values[i]!)), meanII = box(guide.map((g) => g * g));
  const a = meanIP.map((v, i) => (v - meanI[i]! * meanP[i]!) / (meanII[i]! - meanI[i]! ** 2 + GUIDE_EPSILON));
  const b = meanP.map((v, i) => v - a[i]! * meanI[i]!);
  const [meanA, meanB] = [box(a), box(b)];
  return guide.map((g, i) => meanA[i]! * g + meanB[i]!);
}
