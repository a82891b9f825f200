/**
 * Writes training samples of the correction estimator: `node export-data.js OUT SEED SAMPLES_PER_PHOTO CSV...`, where each CSV row
 * is `path` of a clean reference photo. OUT.features (float32, N x F), OUT.pixels (uint8, N x 2 x P x 3: faulty, reference).
 * References are box-reduced to 192 px, cropped at random (more histograms from the same photo) and damaged by `drawFault`.
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import sharp from 'sharp';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { correctionFeatures, FEATURE_SIDE } from '../../src/critic/corrections/correction-features';
import { seededRandom, type Random } from '@photocrafter/shared/random/seeded-random';
import { drawPixelPairs } from '../data/draw-pixel-pairs';
import { drawFault, drawFinish } from './faults';

const [, , out, seed, perPhoto, ...lists] = process.argv;
const paths = lists.flatMap((list) => readFileSync(list, 'utf8').split('\n').filter((line) => line !== ''));
const random = seededRandom(Number(seed));
const featureFile = openSync(`${out}.features`, 'w'), pixelFile = openSync(`${out}.pixels`, 'w');

for (const path of paths) {
  const { data, info } = await sharp(path).toColourspace('srgb').removeAlpha().resize(192, 192, { fit: 'inside', kernel: 'linear' }).raw().toBuffer({ resolveWithObject: true });
  if (info.channels !== 3 || info.width < 32 || info.height < 32) continue;
  for (let i = 0; i < Number(perPhoto); i++) {
    const reference = drawFinish(random)(randomCrop(data, info.width, info.height, random));
    const faulty = drawFault(random)(reference);
    writeSync(featureFile, correctionFeatures(faulty));
    writeSync(pixelFile, drawPixelPairs(faulty, reference, random));
  }
}
closeSync(featureFile);
closeSync(pixelFile);

/** A crop of 35 to 100 % of the area, reduced to FEATURE_SIDE by dropping to every nth pixel offset (nearest). */
function randomCrop(data: Uint8Array, width: number, height: number, draw: Random): FloatImage {
  const side = draw() < 0.25 ? 1 : Math.sqrt(0.35 + 0.65 * draw());
  const cropWidth = Math.max(24, Math.round(width * side)), cropHeight = Math.max(24, Math.round(height * side));
  const left = Math.floor(draw() * (width - cropWidth + 1)), top = Math.floor(draw() * (height - cropHeight + 1));
  const scale = Math.min(1, FEATURE_SIDE / Math.max(cropWidth, cropHeight));
  const w = Math.round(cropWidth * scale), h = Math.round(cropHeight * scale);
  const pixels = new Float32Array(w * h * 3);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const from = 3 * ((top + Math.floor(y / scale)) * width + left + Math.floor(x / scale));
      for (let c = 0; c < 3; c++) pixels[3 * (y * w + x) + c] = data[from + c]! / 255;
    }
  }
  return { width: w, height: h, data: pixels, encoding: SRGB };
}
