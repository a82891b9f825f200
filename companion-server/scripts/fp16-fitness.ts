/**
 * `node scripts/build.mjs && node companion-server/dist/fp16-fitness.js [FILE.onnx ...]`: is a network fit for half precision, and where do its
 * nodes run? For every bundled network (or the named files) a float16 variant is made and both are run on the same noisy picture on every
 * usable provider; the mean difference must stay within half a level of 255. Node placement comes from the runtime's own profile: a node that a
 * GPU provider handed to the processor is counted and named. Times at 24 MP are extrapolated from tiles of 512 px.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { toFloat16 } from '../src/engines/onnx/model/to-float16';
import { onnx } from '../src/engines/onnx/model/onnx-schema';
import { loadRuntime } from '../src/engines/onnx/onnx-session';
import { candidateProviders, type ProviderName } from '../src/engines/onnx/providers';
import { printTable } from '../src/evaluate/print-table';
import { seededRandom } from '@photocrafter/shared/random/seeded-random';
import { bundledNetworkPath, RESTORATION_NETWORKS } from '../src/models/bundled-networks';

const SIDE = 512;
/** MAXIM networks are frozen to this. */
const FROZEN_SIDE = 256;
const MOST_LEVELS = 0.5;
const MEGAPIXELS = 24;
const RUNS = 3;

const folder = await mkdtemp(join(tmpdir(), 'fp16-'));
const named = process.argv.slice(2);
const rows: Record<string, string | number>[] = [];
try {
  for (const path of named.length > 0 ? named : RESTORATION_NETWORKS.map(bundledNetworkPath)) {
    const file = new Uint8Array(await readFile(path)), half = toFloat16(file);
    const reference = await run(file, 'cpu');
    for (const provider of candidateProviders()) {
      for (const [precision, model] of [['fp32', file], ['fp16', half]] as const) {
        const answer = await run(model, provider).catch((error: unknown) => (error instanceof Error ? error.message.split('\n')[0]! : String(error)));
        if (typeof answer === 'string' || typeof reference === 'string') { rows.push({ network: basename(path), provider, precision, verdict: `cannot run: ${String(answer).slice(0, 60)}` }); continue; }
        const difference = (255 * answer.output.reduce((sum, v, i) => sum + Math.abs(v - reference.output[i]!), 0)) / answer.output.length;
        rows.push({ network: basename(path), provider, precision, 'MB': model.length / 1e6, 'mean levels': difference, 'nodes on CPU': answer.onCpu, nodes: answer.nodes, [`s at ${MEGAPIXELS} MP`]: answer.seconds, verdict: difference <= MOST_LEVELS ? 'fit' : 'NOT FIT' });
      }
    }
  }
  process.stdout.write(`${printTable(rows)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

interface Answer { readonly output: Float32Array; readonly seconds: number; readonly nodes: number; readonly onCpu: number }

async function run(model: Uint8Array, provider: ProviderName): Promise<Answer> {
  const { InferenceSession, Tensor } = await loadRuntime();
  const path = join(folder, 'network.onnx');
  await writeFile(path, model);
  const session = await InferenceSession.create(path, { executionProviders: [provider], enableProfiling: true, profileFilePrefix: join(folder, 'profile'), logSeverityLevel: 3 });
  const input = onnx.ModelProto.decode(model).graph!.input![0]!;
  const frozen = Number(input.type?.tensorType?.shape?.dim?.[3]?.dimValue ?? 0) === 3;
  const shape = frozen ? [1, FROZEN_SIDE, FROZEN_SIDE, 3] : [1, 4, SIDE, SIDE], random = seededRandom(1);
  const pixels = frozen ? FROZEN_SIDE ** 2 : SIDE ** 2, count = shape.reduce((product, extent) => product * extent, 1);
  // a soft pattern with noise of 13 levels; the fourth plane says so
  const data = Float32Array.from({ length: count }, (_, i) => (!frozen && i >= 3 * pixels ? 0.05 : Math.min(1, Math.max(0, 0.5 + 0.3 * Math.sin(i / 40) + 0.18 * (random() - 0.5)))));
  const feeds = { [session.inputNames[0]!]: new Tensor('float32', data, shape) };
  let best = Infinity, output = new Float32Array(0);
  for (let i = 0; i < RUNS; i++) {
    const started = performance.now();
    output = (await session.run(feeds))[session.outputNames[0]!]!.data as Float32Array<ArrayBuffer>;
    best = Math.min(best, performance.now() - started);
  }
  session.endProfiling();
  await session.release();
  const profile = (await readdir(folder)).filter((name) => name.startsWith('profile')).sort().at(-1);
  const events = profile === undefined ? [] : JSON.parse(await readFile(join(folder, profile), 'utf8')) as { cat?: string; name?: string; args?: { provider?: string } }[];
  const placed = new Map(events.filter(({ cat, args }) => cat === 'Node' && args?.provider !== undefined).map(({ name, args }) => [name!, args!.provider!]));
  return { output, seconds: (best / 1000) * ((MEGAPIXELS * 1e6) / pixels), nodes: placed.size, onCpu: [...placed.values()].filter((where) => where === 'CPUExecutionProvider').length };
}
