/**
 * `npm run bench`: figures for docs/performance.md, as markdown. Medians of several runs; both sides of a comparison in one run.
 * Options: `--only render|network|restoration|end-to-end`, `--largest MEGAPIXELS` (100 needs 2 GB of disk).
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp, { type Sharp } from 'sharp';
import type { AdjustmentLayer } from '@photocrafter/shared/adjustments/adjustment';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { PLAN_SCHEMA_VERSION, type EditPlan, type PlanStep } from '@photocrafter/shared/plan/edit-plan';
import { lowerPlan } from '@photocrafter/shared/plan/lower-plan';
import { defaultModelFolder } from '../src/models/store';
import { openNetworks } from '../src/compute/networks';
import type { ComputeJob, ComputeMessage, JobReport } from '../src/compute/messages';
import { writeCube } from '../src/export/cube';
import { ScratchStore } from '../src/pixels/scratch-store';
import { renderStore } from '../src/render/render-store';
import { printTable } from '../src/evaluate/print-table';
import { benchRestoration } from './bench-restoration';
import { seededRandom } from '@photocrafter/shared/random/seeded-random';

const RUNS = 5;
const { values } = parseArgs({ options: { only: { type: 'string' }, largest: { type: 'string', default: '24' } } });
const wanted = (part: string): boolean => values.only === undefined || values.only === part;
const folder = await mkdtemp(join(tmpdir(), 'photocrafter-bench-'));
try {
  console.log(`${cpus().length} x ${cpus()[0]?.model.trim() ?? '?'}, Node.js ${process.version}; medians of ${RUNS} runs\n`);
  if (wanted('render')) await benchRender(24);
  if (wanted('network')) await benchNetworks();
  if (wanted('restoration')) await benchRestoration(folder, Math.min(24, Number(values.largest)));
  if (wanted('end-to-end')) for (const megapixels of [12, 24, 100]) if (megapixels <= Number(values.largest)) await benchEndToEnd(megapixels);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((p, q) => p - q)[Math.floor(numbers.length / 2)]!;
}

async function time(work: () => Promise<unknown>): Promise<number> {
  return (await timeWithCpu(work)).ms;
}

/** `cpuMs` is what this process's threads used: unlike the wall clock it hardly changes when the machine is busy. */
async function timeWithCpu(work: () => Promise<unknown>): Promise<{ readonly ms: number; readonly cpuMs: number }> {
  const times: number[] = [];
  const cpuTimes: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    const usedBefore = process.cpuUsage();
    await work();
    const used = process.cpuUsage(usedBefore);
    times.push(performance.now() - started);
    cpuTimes.push((used.user + used.system) / 1000);
  }
  return { ms: median(times), cpuMs: median(cpuTimes) };
}

/** Sides of a 3:2 picture. */
function sizeOf(megapixels: number): { width: number; height: number } {
  const height = Math.round(Math.sqrt((megapixels * 1e6) / 1.5));
  return { width: Math.round(height * 1.5), height };
}

function step(operator: string, params: PlanStep['params'], rest: Partial<PlanStep> = {}): PlanStep {
  return { id: operator, dimension: 'colourAndLight', lane: 'adjustments', operator, version: 1, params, reason: '', enabled: true, strength: 1, ...rest };
}

function layersOf(...steps: PlanStep[]): readonly AdjustmentLayer[] {
  return lowerPlan({ schemaVersion: PLAN_SCHEMA_VERSION, steps, advice: {} } satisfies EditPlan, SRGB);
}

async function benchRender(megapixels: number): Promise<void> {
  const { width, height } = sizeOf(megapixels);
  const source = await ScratchStore.create(join(folder, 'source.v'), { width, height, channels: 3, depth: 8 });
  const target = await ScratchStore.create(join(folder, 'target.v'), { width, height, channels: 3, depth: 8 });
  const random = seededRandom(1);
  const rows = new Uint8Array(width * 64 * 3);
  for (let y = 0; y < height; y += 64) {
    const count = Math.min(64, height - y);
    for (let i = 0; i < rows.length; i++) rows[i] = (i / 7 + 40 * random() + y / 16) & 255;
    await source.writeRows(y, rows.subarray(0, width * count * 3));
  }
  const curves = layersOf(step('contrast', { amount: 20 }));
  const typical = layersOf(step('white-balance', { miredShift: 12 }), step('exposure', { exposureEv: 0.5, highlightProtection: 0.5 }), step('contrast', { amount: 15 }), step('saturation', { amount: 12 }));
  const lookup = layersOf(step('vibrance', { amount: 30 }));
  const masked = layersOf(step('exposure', { exposureEv: 0.5 }, { mask: { kind: 'radial', centreX: 0.5, centreY: 0.5, inner: 0.2, outer: 0.9 } }));
  const raw = (): Sharp => sharp(source.path, { limitInputPixels: false });
  const sharpRuns: Readonly<Record<string, () => Promise<unknown>>> = {
    'curves only': () => raw().linear([1.1, 1.1, 1.1], [-10, -10, -10]).toFile(join(folder, 'sharp.v')),
    'white balance, exposure, contrast, saturation': () => raw().linear([1.1, 1, 0.9], [0, 0, 0]).modulate({ brightness: 1.2, saturation: 1.1 }).toFile(join(folder, 'sharp.v')),
  };
  const cube = join(folder, 'look.cube');
  await writeFile(cube, writeCube(lookup, SRGB, 'bench').text);
  const ffmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
  const rawFile = join(folder, 'frame.rgb');
  if (ffmpeg) await source.exportRaw(rawFile);
  const lut3d = (): Promise<unknown> => command('ffmpeg', ['-v', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-i', rawFile, '-vf', `lut3d=${cube}:interp=tetrahedral`, '-f', 'rawvideo', '-pix_fmt', 'rgb24', join(folder, 'out.rgb')]);

  const table = [];
  for (const [name, layers] of Object.entries({ 'curves only': curves, 'white balance, exposure, contrast, saturation': typical, '33-cubed table (vibrance)': lookup, 'masked exposure': masked })) {
    const run = (threads: number): ReturnType<typeof timeWithCpu> => timeWithCpu(() => renderStore(source, target, layers, { threads }));
    const [one, two] = [await run(1), await run(2)];
    const other = sharpRuns[name] ? await time(sharpRuns[name]) : name.startsWith('33') && ffmpeg ? await time(lut3d) : undefined;
    table.push({ stack: name, 'ms, 1 thread': Math.round(one.ms), 'CPU ms': Math.round(one.cpuMs), 'MP/s': (megapixels * 1000) / one.ms, 'ms, 2 threads': Math.round(two.ms), 'MP/s, 2': (megapixels * 1000) / two.ms, compared: sharpRuns[name] ? 'sharp, nearest operations' : other === undefined ? '-' : 'ffmpeg lut3d', 'its ms': other === undefined ? undefined : Math.round(other), ratio: other === undefined ? undefined : other / two.ms });
  }
  console.log(`## Render, ${megapixels} MP, 8-bit RGB, scratch file to scratch file\n\n${printTable(table)}\n`);
  await source.discard();
  await target.discard();
}

async function benchNetworks(): Promise<void> {
  const networks = await openNetworks(defaultModelFolder(), 2);
  if (networks.hints.length > 0) console.log(`Not all packs are installed: ${networks.hints.length} missing\n`);
  const proxy = { width: 256, height: 256, data: new Float32Array(256 * 256 * 3).fill(0.4), encoding: SRGB };
  const { signal } = new AbortController();
  await networks.findSubject(proxy, signal);
  const rows = [{ network: 'subject (u2netp, 320 px)', ms: Math.round(await time(() => networks.findSubject(proxy, signal))) }];
  console.log(`## Networks, CPU, 2 threads\n\n${printTable(rows)}\n`);
}

/** A photo-like JPEG of any size: the bundled sample, enlarged. */
async function photo(megapixels: number): Promise<string> {
  const path = join(folder, `${megapixels}.jpg`);
  const { width, height } = sizeOf(megapixels);
  await sharp(join(process.cwd(), 'samples', 'garden-passage.jpg')).resize(width, height, { fit: 'fill' }).jpeg({ quality: 92 }).toFile(path);
  return path;
}

async function benchEndToEnd(megapixels: number): Promise<void> {
  const path = await photo(megapixels);
  const table = [];
  for (const [name, modelFolder] of [['measured', join(folder, 'no-models')], ['installed packs', defaultModelFolder()]] as const) {
    for (const formats of [['image'], []] as const) {
      const { report, notesMs } = await runJob(path, modelFolder, formats);
      table.push({ artist: name, writes: formats.length > 0 ? 'the picture' : 'nothing', 'critique after ms': Math.round(notesMs), ...report.stageMilliseconds, 'child peak MB': Math.round(report.peakRssBytes / 1e6) });
    }
  }
  console.log(`## End to end, ${megapixels} MP JPEG, 2 threads (stage times in ms; the child starts fresh each time)\n\n${printTable(table)}\n\nMain process: ${Math.round(process.resourceUsage().maxRSS / 1000)} MB peak.\n`);
}

/** One job in a real child process, as the command line runs it. */
async function runJob(path: string, modelFolder: string, formats: ComputeJob['formats']): Promise<{ report: JobReport; notesMs: number }> {
  const { runComputeJob } = await import('../src/jobs/run-compute-job');
  const job: ComputeJob = { id: 'bench', kind: 'enhance', input: { path, name: 'bench.jpg' }, outputFolder: join(folder, 'out'), strength: 1, formats, limits: { maxPixels: 512e6 }, threads: 2, modelFolder, instruction: 'slightly increase exposure, slightly increase contrast and slightly increase saturation' };
  const started = performance.now();
  let notesMs = NaN;
  const onMessage = (message: ComputeMessage): void => { if (message.type === 'notes') notesMs = performance.now() - started; };
  const report = await runComputeJob(job, { workerPath: join(process.cwd(), 'companion-server/dist/worker.js'), stallTimeoutMs: 600_000, maxProcessBytes: 2 ** 34, onMessage, signal: new AbortController().signal });
  return { report, notesMs };
}

function command(program: string, words: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    spawn(program, [...words], { stdio: 'ignore' }).once('error', reject).once('close', (code) => { if (code === 0) resolve(); else reject(new Error(`${program} ended with ${code ?? 'a signal'}`)); });
  });
}
