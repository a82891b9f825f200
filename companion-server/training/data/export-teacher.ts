/**
 * Real photos and what the MAXIM FiveK retouch network (the teacher) makes of them: `node export-teacher.mjs OUT MODEL LIST`, LIST one photo path
 * a line. The answer in sliders is the product's own fit. Goes on where it was stopped. About 3 s a photo on one thread.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fitOperators } from '../../src/artist/fit-operators';
import { runRetouchNetwork } from '../../src/artist/retouch-network';
import { openSession } from '../../src/engines/onnx/onnx-session';
import { hashOf, seededRandom } from '@photocrafter/shared/random/seeded-random';
import { loadFloatImage } from '../../src/pixels/float-image-files';
import { SampleFile } from './sample-file';

const PROXY_SIDE = 512;
const [, , out, model, list] = process.argv;
const paths = readFileSync(list!, 'utf8').split('\n').filter((line) => line !== '');
const samples = new SampleFile(out!);
const session = await openSession(model!, 'cpu', 1);
for (const path of paths) {
  const name = basename(path);
  if (samples.has(name)) continue;
  const { before, after } = await runRetouchNetwork(session, await loadFloatImage(path, PROXY_SIDE));
  samples.add({ name, before, after, answer: fitOperators(before, after) }, seededRandom(hashOf(name)));
  process.stdout.write(`${name}\n`);
}
await session.close();
