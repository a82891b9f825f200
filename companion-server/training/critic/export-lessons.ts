/**
 * Photos with known faults for the learned critic: `node export-lessons.mjs OUT SEED LESSONS_PER_PHOTO LIST`, LIST one path a line. One row a
 * lesson in OUT.features (float32), OUT.frames and OUT.crops (uint8), OUT.tokens (uint8, padded to the vocabulary's maxTokens), OUT.pixels (uint8,
 * 2 x 256 x RGB: as it is, as it should be), OUT.groups (one line: photo name). A fifth of the lessons says "leave it".
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import sharp from 'sharp';
import { measureAttributes } from '@photocrafter/shared/attributes/index';
import { computePlanes } from '@photocrafter/shared/attributes/planes';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { judge } from '../../src/critic/judge';
import { criticInput } from '../../src/critic/learned/critic-input';
import { measureEvidence } from '../../src/critic/measure-evidence';
import { hashOf, seededRandom, type Random } from '@photocrafter/shared/random/seeded-random';
import { drawFault, drawFinish } from '../correction/faults';
import { drawCameraFault } from '../data/camera-fault';
import { drawGrade } from '../data/draw-grade';
import { drawPixelPairs } from '../data/draw-pixel-pairs';
import { spoilDetail, throughJpeg, type Spoiling } from './spoil-detail';
import { rightUtterance } from './utterance';
import { wantedSuggestions } from './wanted-suggestions';
import vocabulary from '../vocabulary.json';

const SIDE = 512;
/** Side of the windows that lessons are made of: a quarter of the pixels, a quarter of the time. */
const WINDOW = 272;
const WHOLE_SHARE = 0.25;

sharp.concurrency(1);
const [, , out, seed, perPhoto, list] = process.argv;
for (const end of ['features', 'frames', 'crops', 'tokens', 'pixels', 'groups']) writeFileSync(`${out!}.${end}`, '');
for (const path of readFileSync(list!, 'utf8').split('\n').filter((line) => line !== '')) {
  const random = seededRandom(hashOf(`${seed!} ${basename(path)}`));
  const { data, info } = await sharp(path).toColourspace('srgb').removeAlpha().resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true }).raw().toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) continue;
  for (let i = 0; i < Number(perPhoto); i++) write(basename(path), await drawLesson(await randomWindow(data, info, random), random), random);
}

/** A window at the picture's own scale (statistics of detail stay what they are in the product), sometimes the whole frame. */
async function randomWindow(data: Buffer, { width, height }: { readonly width: number; readonly height: number }, random: Random): Promise<FloatImage> {
  const whole = sharp(data, { raw: { width, height, channels: 3 } });
  const left = Math.floor(random() * Math.max(1, width - WINDOW)), top = Math.floor(random() * Math.max(1, height - WINDOW));
  const window = random() < WHOLE_SHARE ? whole.resize(WINDOW, WINDOW, { fit: 'inside' }) : whole.extract({ left, top, width: Math.min(WINDOW, width), height: Math.min(WINDOW, height) });
  const { data: pixels, info } = await window.raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: Float32Array.from(pixels, (value) => value / 255), encoding: SRGB };
}

interface Lesson { readonly before: FloatImage; readonly after: FloatImage; readonly spoiling?: Spoiling }

/** Finish first, fault second, codec last: no trace of processing tells clean from faulty. */
async function drawLesson(clean: FloatImage, random: Random): Promise<Lesson> {
  const after = (random() < 0.2 ? drawGrade(random) : drawFinish(random))(clean);
  const kind = random();
  const toned = kind < 0.2 || kind > 0.85 ? after : (random() < 0.6 ? drawFault(random) : drawCameraFault(random))(after);
  const spoilt = kind > 0.68 ? await spoilDetail(toned, random) : undefined;
  const before = spoilt?.image ?? toned;
  return { before: random() < 0.6 ? await throughJpeg(before, 60 + Math.floor(36 * random())) : before, after, ...(spoilt && { spoiling: spoilt.spoiling }) };
}

function write(group: string, { before, after, spoiling }: Lesson, random: Random): void {
  const { features, frame, crops } = criticInput(before);
  const evidence = measureEvidence(before, {}, before);
  // what haze, blur and noise did to the measures is answered by removing them, not by tone
  const wanted = spoiling?.fault === 'haze' ? [] : wantedSuggestions(attributesOf(before), attributesOf(after));
  const tokens = new Uint8Array(vocabulary.maxTokens);
  tokens.set(rightUtterance(evidence, judge(evidence), wanted, spoiling));
  appendFileSync(`${out!}.features`, new Uint8Array(features.buffer));
  appendFileSync(`${out!}.frames`, frame);
  appendFileSync(`${out!}.crops`, crops);
  appendFileSync(`${out!}.tokens`, tokens);
  appendFileSync(`${out!}.pixels`, drawPixelPairs(before, after, random));
  appendFileSync(`${out!}.groups`, `${group}\n`);
}

function attributesOf(image: FloatImage): ReturnType<typeof measureAttributes> {
  return measureAttributes(computePlanes(image));
}
