import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { Value } from 'typebox/value';
import { readControl } from '../../companion-server/src/access/control-file';
import { evaluateLayers } from '../../shared/adjustments/evaluate';
import { createCompanionClient, type CompanionClient } from '../../shared/client/companion-client';
import { discoverCompanion } from '../../shared/client/discover-companion';
import { parseCritique } from '../../shared/critique/grammar';
import type { EditPlan } from '../../shared/plan/edit-plan';
import { parsePlan } from '../../shared/plan/plan-json';
import type { AssetHandle } from '../../shared/protocol/asset';
import { SRGB } from '../../shared/pixels/colour-encoding';
import type { FloatImage } from '../../shared/pixels/pixel-buffer';
import { HostLayersSchema, type HostLayers } from '../../shared/protocol/host-layers';
import type { JobRequest } from '../../shared/protocol/job';
import type { JobEvent } from '../../shared/protocol/job-event';
import { ROOT, SAMPLES } from './run-craft';

jest.setTimeout(60_000);

/** /proc names the worker and what it has loaded */
const onLinux = process.platform === 'linux' ? it : it.skip;
const pause = (ms: number) => new Promise<void>((resolve) => { setTimeout(resolve, ms); });

describe('the companion as `npm start` runs it', () => {
  let home = '';
  let server: ChildProcess;
  let address = '';
  let client: CompanionClient;
  let asset: AssetHandle;
  /** keeps the worker busy for a second or more, so that something can happen meanwhile */
  let largeAsset: AssetHandle;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'craft-server-'));
    server = spawn(process.execPath, [join(ROOT, 'companion-server/dist/cli.js'), 'serve'], {
      env: { ...process.env, PHOTOCRAFTER_PORTS: '0', PHOTOCRAFTER_LOG_LEVEL: 'silent', PHOTOCRAFTER_DATA_FOLDER: join(home, 'data'), PHOTOCRAFTER_MODEL_FOLDER: join(home, 'models') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    address = await addressOf(server);
    const { token } = readControl(join(home, 'data'));
    client = createCompanionClient({ address, fetch, client: 'test/1', token: () => token });
    const otters = join(SAMPLES, 'otters.jpg');
    asset = (await client.uploadAsset(new Uint8Array(await readFile(otters)))).asset;
    largeAsset = (await client.uploadAsset(new Uint8Array(await sharp(otters).resize({ width: 5000 }).jpeg().toBuffer()))).asset;
  });
  afterAll(async () => {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
    await rm(home, { recursive: true, force: true });
  });

  const start = async (parts: Partial<JobRequest> = {}) => (await client.startJob({ kind: 'enhance', asset, name: 'otters \u6d77.jpg', strength: 1, formats: ['image', 'json'], ...parts }, randomUUID())).id;
  const collect = async (id: string): Promise<JobEvent[]> => { const all: JobEvent[] = []; for await (const event of client.events(id, 0)) all.push(event); return all; };
  const finish = async (parts?: Partial<JobRequest>) => {
    const id = await start(parts);
    const last = (await collect(id)).at(-1);
    if (last?.type !== 'result') throw new Error(JSON.stringify(last));
    return { id, report: last.report };
  };
  /** until the real worker has begun to look at the picture */
  const untilAtWork = async (id: string) => { for await (const event of client.events(id, 0)) if (event.type === 'stage' && event.stage === 'critique') return; };
  const pixelsOf = async (id: string) => sharp(await client.result(id, 'image')).raw().toBuffer({ resolveWithObject: true });

  it('is found where it says it listens', async () => {
    expect(await discoverCompanion({ fetch, after: pause, ports: [Number(new URL(address).port)] })).toMatchObject({ outcome: 'found', address });
  });

  it('tells notes before the picture is done, then hands over picture, critique and a plan that can be edited and rendered', async () => {
    const id = await start();
    const events = await collect(id);
    const types = events.map(({ type }) => type);
    expect(types.indexOf('notes')).toBeGreaterThan(0);
    expect(types.indexOf('notes')).toBeLessThan(events.findIndex((event) => event.type === 'stage' && event.stage === 'encode'));
    expect(types.at(-1)).toBe('result');
    const original = await sharp(join(SAMPLES, 'otters.jpg')).metadata();
    const enhanced = await pixelsOf(id);
    expect([enhanced.info.width, enhanced.info.height]).toEqual([original.width, original.height]);
    const critique = parseCritique(text(await client.result(id, 'critiqueText'))).critique;
    expect(Object.values(critique.sections).every((section) => section.length > 20)).toBe(true);

    const plan = parsePlan(text(await client.result(id, 'plan')));
    const rendered = await pixelsOf((await finish({ kind: 'render', plan, formats: ['image'] })).id);
    expect(rendered.data.equals(enhanced.data)).toBe(true);
    const brighter = await pixelsOf((await finish({ kind: 'render', plan: brighten(plan, 1), formats: ['image'] })).id);
    expect(meanOf(brighter.data)).toBeGreaterThan(meanOf(enhanced.data) + 15);
  });

  it('critiques alone, without touching the picture', async () => {
    const { report } = await finish({ kind: 'critique', formats: ['json'] });
    expect(report.critique.score?.value).toBeGreaterThan(0);
    expect(report.plan).toBeUndefined();
    expect(report.files.map(({ kind }) => kind)).toEqual(['critiqueJson', 'critiqueText']);
  });

  it('takes raw samples as a plugin sends them', async () => {
    const { data, info } = await sharp(join(SAMPLES, 'otters.jpg')).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const raw = (await client.uploadAsset(new Uint8Array(data), { width: info.width, height: info.height, channels: 4, depth: 8 })).asset;
    expect((await finish({ kind: 'critique', asset: raw, formats: [] })).report.critique.findings.length).toBeGreaterThan(0);
  });

  it('gives a host the layers that it can place, the pixels below them, and the finished picture', async () => {
    const { data, info } = await sharp(join(SAMPLES, 'otters.jpg')).resize(240).raw().toBuffer({ resolveWithObject: true });
    const raster = { width: info.width, height: info.height, channels: 3, depth: 8 } as const;
    const raw = (await client.uploadAsset(new Uint8Array(data), raster)).asset;
    const { report: { critique, plan: found } } = await finish({ asset: raw, formats: [] });
    const plan = brighten({ ...found!, steps: [vignette, ...found!.steps] }, 0.4);
    const host = { host: 'photoshop', adjustments: ['exposure', 'curves', 'hueSaturation', 'channelMatrix', 'lut3d'], masks: false, depth: 8 } as const;
    const { id, report } = await finish({ kind: 'render', asset: raw, plan, critique, host, formats: ['pixels', 'layers'] });
    expect(report.critique).toEqual(critique);
    expect(report.stageMilliseconds.critique).toBeUndefined();

    const layers: unknown = JSON.parse(text(await client.result(id, 'layers')));
    if (!Value.Check(HostLayersSchema, layers)) throw new Error(JSON.stringify([...Value.Errors(HostLayersSchema, layers)]));
    const { below, stack } = layers as HostLayers;
    expect(layers).toMatchObject({ raster, below: 'base' });
    expect(stack.map(({ stepId }) => stepId)).not.toContain('dark-corners');
    expect(stack.at(-1)?.stepId).toBe('mine');
    const base = floats(new Uint8Array(await client.result(id, 'base')), raster);
    const pixels = floats(new Uint8Array(await client.result(id, below === 'base' ? 'pixels' : 'image')), raster);
    const composed = evaluateLayers(stack, base);
    // the base is rounded to 8 bits before the stack stretches it
    const errors = composed.data.map((value, i) => Math.abs(value - pixels.data[i]!) * 255);
    expect(errors.reduce((sum, error) => sum + error) / errors.length).toBeLessThan(0.6);
    expect(Math.max(...errors)).toBeLessThan(5);
    expect(Math.max(...base.data.map((value, i) => Math.abs(value - pixels.data[i]!)))).toBeGreaterThan(0.05);
  });

  it('answers a file that is no picture with a typed error', async () => {
    const note = (await client.uploadAsset(new TextEncoder().encode('not a picture'))).asset;
    expect((await collect(await start({ asset: note }))).at(-1)).toMatchObject({ type: 'error', failure: { code: 'UNSUPPORTED_FORMAT' } });
  });

  it('cancels in the middle of a job, and the next one works', async () => {
    const id = await start({ asset: largeAsset });
    await untilAtWork(id);
    expect(await client.cancelJob(id)).toMatchObject({ state: 'cancelled' });
    expect((await collect(id)).at(-1)).toMatchObject({ type: 'cancelled' });
    await expect(client.result(id, 'image')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await finish({ kind: 'critique', formats: [] });
  });

  onLinux('survives a kill -9 of its worker: a typed error, and the next job works', async () => {
    const id = await start({ asset: largeAsset });
    await untilAtWork(id);
    for (const child of await childrenOf(server)) process.kill(child, 'SIGKILL');
    expect((await collect(id)).at(-1)).toMatchObject({ type: 'error', failure: { code: 'WORKER_CRASHED', retryable: true } });
    await finish({ kind: 'critique', formats: [] });
  });

  onLinux('holds no native image or network code itself: that is in the worker', async () => {
    const native = async (pid: number) => (await readFile(`/proc/${pid}/maps`, 'utf8')).match(/[^/\n]*(?:sharp|vips|onnxruntime)[^/\n]*$/gm) ?? [];
    const inWorkers = await Promise.all((await childrenOf(server)).map(native));
    expect(inWorkers.flat()).not.toEqual([]);
    expect(await native(server.pid!)).toEqual([]);
  });
});

/** Reads what the server prints until it says where it listens. */
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    server.stdout!.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      const found = /http:\/\/localhost:\d+/.exec(output);
      if (found !== null) resolve(found[0]);
    });
    server.once('exit', (code) => { reject(new Error(`exit ${code}: ${output}`)); });
  });
}

async function childrenOf({ pid }: ChildProcess): Promise<number[]> {
  return (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ').map(Number);
}

function text(bytes: ArrayBuffer): string { return Buffer.from(bytes).toString('utf8'); }

function meanOf(samples: Uint8Array): number { return samples.reduce((sum, value) => sum + value, 0) / samples.length; }

const vignette = { id: 'dark-corners', dimension: 'colourAndLight', lane: 'adjustments', operator: 'vignette', version: 1, params: { cornerEv: -1 }, reason: 'darker corners', enabled: true, strength: 1 } as const;

/** Three channels of 8 bits as the reference meaning of adjustments takes them. */
function floats(samples: Uint8Array, { width, height }: { readonly width: number; readonly height: number }): FloatImage {
  return { width, height, data: Float32Array.from(samples, (value) => value / 255), encoding: SRGB };
}

/** The plan as a user changes it: one more exposure step on top. */
function brighten(plan: EditPlan, exposureEv: number): EditPlan {
  const step = { id: 'mine', dimension: 'colourAndLight', lane: 'adjustments', operator: 'exposure', version: 1, params: { exposureEv, highlightProtection: 0 }, reason: 'brighter', enabled: true, strength: 1 } as const;
  return { ...plan, steps: [...plan.steps, step] };
}
