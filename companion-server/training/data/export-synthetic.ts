/**
 * Clean photos with faults of our own making: `node export-synthetic.mjs OUT SEED LESSONS_PER_PHOTO LIST`, LIST one photo path a line. A third of
 * the lessons says "leave it": clean, mildly finished and strongly graded photos. Goes on where it was stopped.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import sharp, { type OutputInfo } from 'sharp';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { FEATURE_SIDE } from '../../src/critic/corrections/correction-features';
import { hashOf, seededRandom, type Random } from '@photocrafter/shared/random/seeded-random';
import { drawFault, drawFinish } from '../correction/faults';
import { drawCameraFault } from './camera-fault';
import { drawGrade } from './draw-grade';
import { SampleFile } from './sample-file';

/** The picture that crops are taken from. */
const SOURCE_SIDE = 224;
const LEAST_SIDE = 64;

sharp.concurrency(1);
const [, , out, seed, perPhoto, list] = process.argv;
const samples = new SampleFile(out!);
for (const path of readFileSync(list!, 'utf8').split('\n').filter((line) => line !== '')) {
  const name = basename(path);
  if (samples.has(`${name} ${Number(perPhoto) - 1}`)) continue;
  const random = seededRandom(hashOf(`${seed!} ${name}`));
  const source = await sharp(path).toColourspace('srgb').removeAlpha().resize(SOURCE_SIDE, SOURCE_SIDE, { fit: 'inside' }).raw().toBuffer({ resolveWithObject: true });
  if (source.info.channels !== 3 || Math.min(source.info.width, source.info.height) < LEAST_SIDE) continue;
  for (let i = 0; i < Number(perPhoto); i++) {
    const { before, after } = await drawLesson(await randomCrop(source, random), random);
    if (!samples.has(`${name} ${i}`)) samples.add({ name: `${name} ${i}`, before, after }, random);
  }
}

/** Finish first, fault second: so no trace of processing tells clean from faulty. */
async function drawLesson(clean: FloatImage, random: Random): Promise<{ before: FloatImage; after: FloatImage }> {
  const after = (random() < 0.2 ? drawGrade(random) : drawFinish(random))(clean);
  const kind = random();
  if (kind < 0.2) return { before: after, after };
  const damaged = kind < 0.62 ? drawFault(random)(after) : drawCameraFault(random)(after);
  return { before: random() < 0.5 ? damaged : await throughJpeg(damaged, 50 + Math.floor(45 * random())), after };
}

async function throughJpeg(image: FloatImage, quality: number): Promise<FloatImage> {
  const { width, height } = image;
  const file = await sharp(Uint8Array.from(image.data, (value) => Math.round(255 * value)), { raw: { width, height, channels: 3 } }).jpeg({ quality }).toBuffer();
  return { ...image, data: Float32Array.from(await sharp(file).raw().toBuffer(), (value) => value / 255) };
}

/** A crop of 35 to 100 % of the area, reduced to FEATURE_SIDE: more histograms from the same photo. */
async function randomCrop({ data, info: { width, height } }: { data: Buffer; info: OutputInfo }, random: Random): Promise<FloatImage> {
  const side = random() < 0.25 ? 1 : Math.sqrt(0.35 + 0.65 * random());
  const [w, h] = [Math.round(width * side), Math.round(height * side)];
  const left = Math.floor(random() * (width - w + 1)), top = Math.floor(random() * (height - h + 1));
  const crop = await sharp(data, { raw: { width, height, channels: 3 } }).extract({ left, top, width: w, height: h })
    .resize(FEATURE_SIDE, FEATURE_SIDE, { fit: 'inside', kernel: 'linear' }).raw().toBuffer({ resolveWithObject: true });
  return { width: crop.info.width, height: crop.info.height, data: Float32Array.from(crop.data, (value) => value / 255), encoding: SRGB };
}
