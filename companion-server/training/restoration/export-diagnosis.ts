/**
 * Writes training samples of the degradation diagnosis: `node export-diagnosis.js OUT SEED SAMPLES_PER_PHOTO LIST`, where LIST names clean
 * reference photos, one path a line. OUT.features (float32, N x DEGRADATION_FEATURE_COUNT), OUT.targets (float32, N x kinds: severities).
 * A third of the samples are clean, most have one fault, some two. References are reduced by a random factor, which changes how sharp they are at
 * pixel level; a quarter is shown as a larger file (its full resolution softer than the proxy), as camera photos are.
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { createFloatImage, type FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { analysisImage } from '../../src/critic/analysis-image';
import { degradationFeatures } from '../../src/critic/diagnosis/degradation-features';
import { DEGRADATIONS } from '../../src/critic/diagnosis/diagnosis';
import { lookPlaces } from '../../src/critic/diagnosis/look-places';
import { noiseBlocks } from '../../src/critic/diagnosis/noise-blocks';
import { resample } from '../../src/engines/resample';
import { drawDamage } from '../../src/evaluate/restoration-faults';
import { hashOf, seededRandom } from '@photocrafter/shared/random/seeded-random';
import { loadFloatImage, reencodeJpeg } from '../../src/pixels/float-image-files';

/** As the world does it: weather, light, optics and movement, sensor, file. */
const ORDER = ['haze', 'rain', 'lowLight', 'blur', 'motionBlur', 'noise', 'compression'];

const PROXY_SIDE = 1024;
/** What a larger file is made from: it is softer in full than its proxy. */
const LARGE_FROM = 480;

const [, , out, seed, perPhoto, list] = process.argv;
const features = openSync(`${out}.features`, 'w'), targets = openSync(`${out}.targets`, 'w');
for (const path of readFileSync(list!, 'utf8').split('\n').filter((line) => line !== '')) {
  const random = seededRandom(hashOf(`${seed} ${path}`));
  const references = [await loadFloatImage(path, 500 + Math.round(250 * random())), await loadFloatImage(path, 600 + Math.round(250 * random()))];
  for (let i = 0; i < Number(perPhoto); i++) {
    let image = references[i % references.length]!;
    if (random() < 0.2) image = enlarge(analysisImage(image, LARGE_FROM), 2.2);
    const severity = DEGRADATIONS.map(() => 0);
    const faults = random() < 0.33 ? 0 : random() < 0.75 ? 1 : 2;
    const kinds = [...DEGRADATIONS].sort(() => random() - 0.5).slice(0, faults).sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
    for (const kind of kinds) {
      const damaged = await drawDamage(kind, image, random, reencodeJpeg);
      image = damaged.image;
      severity[DEGRADATIONS.indexOf(kind)] = damaged.severity;
    }
    // finished files are JPEGs of good quality more often than not
    if (!kinds.includes('compression') && random() < 0.6) image = await reencodeJpeg(image, 88 + Math.round(10 * random()));
    const proxy = analysisImage(image, PROXY_SIDE);
    const places = lookPlaces(proxy, proxy === image ? [] : lookPlaces(image, []));
    writeSync(features, degradationFeatures(proxy, places, noiseBlocks(places)));
    writeSync(targets, Float32Array.from(severity));
  }
}
closeSync(features);
closeSync(targets);



function enlarge(image: FloatImage, factor: number): FloatImage {
  const width = Math.round(image.width * factor), height = Math.round(image.height * factor);
  const result = createFloatImage(width, height, image.encoding);
  result.data.set(resample(image.data, image, { width, height }, 3));
  return result;
}
