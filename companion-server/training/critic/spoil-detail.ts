import sharp, { type Sharp } from 'sharp';
import type { Magnitude } from '@photocrafter/shared/critique/critique';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { compileTransfer } from '@photocrafter/shared/pixels/transfer';
import type { Random } from '@photocrafter/shared/random/seeded-random';

/** A restorable fault that was made, and the words that answer it. */
export interface Spoiling { readonly fault: 'noise' | 'softFocus' | 'motionBlur' | 'haze' | 'compression'; readonly removes: 'noise' | 'blur' | 'haze' | 'compression'; readonly magnitude: Magnitude }

const STRENGTHS = ['slightly', 'moderately', 'plain'] as const;

/** Damages a picture of about 512 px as lenses, hands, sensors, weather and codecs do, at one of three strengths. */
export async function spoilDetail(image: FloatImage, random: Random): Promise<{ readonly image: FloatImage; readonly spoiling: Spoiling }> {
  const level = Math.floor(3 * random()), magnitude = STRENGTHS[level]!;
  const kind = Math.floor(5 * random());
  switch (kind) {
    case 0: return { image: addNoise(image, [6, 14, 28][level]! * (0.8 + 0.4 * random()), random), spoiling: { fault: 'noise', removes: 'noise', magnitude } };
    case 1: return { image: await viaSharp(image, (pipe) => pipe.blur([1.1, 2, 3.5][level]! * (0.85 + 0.3 * random()))), spoiling: { fault: 'softFocus', removes: 'blur', magnitude } };
    case 2: return { image: moveBlur(image, Math.round([5, 9, 17][level]! * (0.85 + 0.3 * random())), random), spoiling: { fault: 'motionBlur', removes: 'blur', magnitude } };
    case 3: return { image: addHaze(image, [0.25, 0.4, 0.6][level]! * (0.9 + 0.2 * random()), random), spoiling: { fault: 'haze', removes: 'haze', magnitude } };
    default: return { image: await throughJpeg(image, [30, 17, 8][level]!), spoiling: { fault: 'compression', removes: 'compression', magnitude } };
  }
}

/** Encodes and decodes once, as nearly every photo was; `quality` as libjpeg counts. */
export async function throughJpeg(image: FloatImage, quality: number): Promise<FloatImage> {
  const file = await sharp(bytesOf(image), { raw: { width: image.width, height: image.height, channels: 3 } }).jpeg({ quality }).toBuffer();
  return { ...image, data: Float32Array.from(await sharp(file).raw().toBuffer(), (value) => value / 255) };
}

async function viaSharp(image: FloatImage, change: (pipe: Sharp) => Sharp): Promise<FloatImage> {
  const pipe = sharp(bytesOf(image), { raw: { width: image.width, height: image.height, channels: 3 } });
  return { ...image, data: Float32Array.from(await change(pipe).raw().toBuffer(), (value: number) => value / 255) };
}

function bytesOf(image: FloatImage): Uint8Array {
  return Uint8Array.from(image.data, (value) => Math.round(255 * Math.min(1, Math.max(0, value))));
}

/** Sensor noise, stronger in colour than a camera's own processing leaves it in about half of the pictures. `sigma` in 8-bit levels. */
function addNoise(image: FloatImage, sigma: number, random: Random): FloatImage {
  const shared = random() < 0.5 ? 0.3 : 0.8;
  const gauss = (): number => 1.6 * (random() + random() + random() - 1.5);
  const data = new Float32Array(image.data.length);
  for (let p = 0; p < data.length; p += 3) {
    const grey = gauss() * shared;
    for (let c = 0; c < 3; c++) data[p + c] = image.data[p + c]! + (sigma / 255) * (grey + (1 - shared) * gauss());
  }
  return rounded({ ...image, data });
}

/** A straight shake of `length` px. */
function moveBlur(image: FloatImage, length: number, random: Random): FloatImage {
  const { width, height } = image, angle = Math.PI * random();
  const steps = Array.from({ length }, (_, i) => [Math.round((i - (length - 1) / 2) * Math.cos(angle)), Math.round((i - (length - 1) / 2) * Math.sin(angle))] as const);
  const data = new Float32Array(image.data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const to = 3 * (y * width + x);
      for (const [dx, dy] of steps) {
        const from = 3 * (Math.min(height - 1, Math.max(0, y + dy)) * width + Math.min(width - 1, Math.max(0, x + dx)));
        data[to]! += image.data[from]! / length; data[to + 1]! += image.data[from + 1]! / length; data[to + 2]! += image.data[from + 2]! / length;
      }
    }
  }
  return rounded({ ...image, data });
}

/** A veil of airlight, thicker towards the top of the frame (Koschmieder's law with a depth that grows upwards). */
function addHaze(image: FloatImage, veil: number, random: Random): FloatImage {
  const { toLinearFast, toEncodedFast } = compileTransfer(image.encoding);
  const air = [0.75 + 0.15 * random(), 0.78 + 0.15 * random(), 0.82 + 0.15 * random()], slope = 0.6 * random();
  const data = new Float32Array(image.data.length);
  for (let p = 0; p < data.length; p += 3) {
    const up = 1 - Math.floor(p / 3 / image.width) / image.height;
    const share = Math.min(0.95, veil * (1 - slope / 2 + slope * up));
    for (let c = 0; c < 3; c++) data[p + c] = toEncodedFast(toLinearFast(image.data[p + c]!) * (1 - share) + air[c]! * 0.8 * share);
  }
  return rounded({ ...image, data });
}

function rounded(image: FloatImage): FloatImage {
  for (let i = 0; i < image.data.length; i++) image.data[i] = Math.round(255 * Math.min(1, Math.max(0, image.data[i]!))) / 255;
  return image;
}
