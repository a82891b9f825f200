/**
 * Asks the real network and prints what it says as JSON: run by learned-artist.test.ts in a process of its own, because the runtime's tensors must
 * come from the realm that it lives in. Words: folder of the models, a photo.
 */
import { readFileSync } from 'node:fs';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import type { Suggestion } from '@photocrafter/shared/critique/critique';
import { examinePhoto } from '../../critic/examine-photo';
import { openSession } from '../../engines/onnx/onnx-session';
import { loadFloatImage } from '../../pixels/float-image-files';
import { proposeTakes } from './artist-network';
import { learnedArtist } from './learned-artist';

interface GoldenCase { readonly inputs: Record<string, { readonly shape: number[]; readonly data: number[] }> }

const [, , models, photoPath] = process.argv;
const session = await openSession(`${models!}/artist.onnx`, 'cpu', 1);
const golden = JSON.parse(readFileSync(`${models!}/artist.golden.json`, 'utf8')) as readonly GoldenCase[];
const answers = [];
for (const { inputs } of golden) {
  const { middle, takes } = await session.run(Object.fromEntries(Object.entries(inputs).map(([name, { shape, data }]) => [name, { shape, data: Float32Array.from(data) }])));
  answers.push({ shape: takes!.shape, middle: [...middle!.data], takes: [...takes!.data] });
}

const photo = await loadFloatImage(photoPath!, 256);
const wish = (direction: Suggestion['direction']): readonly Suggestion[] => [{ attribute: 'exposure', direction, magnitude: 'plain', reason: '' }];
const silent = { states: { shape: [1, 3, 128], data: new Float32Array(384).fill(0.7) }, mask: { shape: [1, 3], data: new Float32Array(3) } };
const artist = learnedArtist(() => Promise.resolve(session));
const dark = { width: 64, height: 64, data: Float32Array.from({ length: 64 * 64 * 3 }, (_, i) => 0.02 + (0.2 * ((i * 7919) % 997)) / 997), encoding: SRGB };
const examination = examinePhoto(dark, { proposal: await artist.propose(dark) });
process.stdout.write(JSON.stringify({
  answers,
  takes: (await proposeTakes(session, photo, { seeds: [1, 2, 1] })).takes,
  more: (await proposeTakes(session, photo, { seeds: [], suggestions: wish('increase') })).middle.exposureEv,
  less: (await proposeTakes(session, photo, { seeds: [], suggestions: wish('decrease') })).middle.exposureEv,
  heard: (await proposeTakes(session, photo, { seeds: [4], critic: silent })).takes[0],
  alone: (await proposeTakes(session, photo, { seeds: [4] })).takes[0],
  plan: await artist.plan({ proxy: dark, ...examination }, new AbortController().signal),
  take: await artist.take({ proxy: dark, ...examination }, 1),
}));
await session.close();
