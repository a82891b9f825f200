import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@photocrafter/shared/errors/app-error';
import type { JobRequest } from '@photocrafter/shared/protocol/job';
import { createLogger } from '../main';
import { openStore, type Store } from '../store/store';
import type { ComputeJob, ComputeMessage, JobReport } from '../compute/messages';
import { JobQueue } from './job-queue';
import { createProgressFilter } from './progress-filter';

const critique = { schemaVersion: 1, sections: { quality: '', colourAndLight: '', composition: '', aesthetics: '', overall: '' }, findings: [], suggestions: [], critic: 'fake' } as const;
const report: JobReport = { critique, hints: [], files: [], stageMilliseconds: {}, peakRssBytes: 1 };
const never = new AbortController().signal;
const pause = () => new Promise<void>((resolve) => { setTimeout(resolve, 20); });

/** A job that somebody works on, held until the test says how it ends. */
interface Held { readonly job: ComputeJob; readonly signal: AbortSignal; say(message: Omit<Extract<ComputeMessage, { type: 'stage' }>, 'jobId'> | { readonly type: 'notes'; readonly critique: typeof critique }): void; end(outcome: JobReport | AppError): void }

describe('job queue', () => {
  let folder: string;
  let store: Store;
  let queue: JobQueue;
  let held: Held[];

  const runCompute = (job: ComputeJob, onMessage: (message: ComputeMessage) => void, signal: AbortSignal) => new Promise<JobReport>((resolve, reject) => {
    signal.addEventListener('abort', () => { reject(new AppError('CANCELLED')); }, { once: true });
    held.push({ job, signal, say: (message) => { onMessage({ ...message, jobId: job.id }); }, end: (outcome) => { if (outcome instanceof AppError) reject(outcome); else resolve(outcome); } });
  });
  const open = async (concurrency: number) => {
    store = await openStore({ dataFolder: folder, maxUploadBytes: 1000, reserveBytes: 0, maxQueuedJobs: 10, retentionHours: 1 });
    queue = new JobQueue(store, runCompute, { concurrency, maxPixels: 100, threads: 1, modelFolder: folder }, createLogger('silent'));
  };
  const submit = async () => {
    const { sha256 } = await store.blobs.put((async function* () { yield await Promise.resolve(Buffer.from('picture')); })());
    const request: JobRequest = { kind: 'enhance', asset: { sha256 }, name: 'a.jpg', strength: 1, formats: [] };
    return queue.submit(randomUUID(), request).id;
  };
  /** waits until so many jobs have been handed out */
  const untilHeld = async (count: number) => { while (held.length < count) await pause(); };
  const stateOf = (id: string) => store.jobs.view(id).state;
  const ended = async (id: string) => { for (let after = 0; ;) { const { events, final } = await queue.events(id, after, 5_000, never); if (final) return stateOf(id); after = events.at(-1)?.seq ?? after; } };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'photocrafter-queue-'));
    held = [];
    await open(1);
  });
  afterEach(async () => { await queue.close(0); store.close(); rmSync(folder, { recursive: true }); });

  it('works on one job after the other, in the order in which they came', async () => {
    const ids = [await submit(), await submit(), await submit()];
    for (const [index, id] of ids.entries()) {
      await untilHeld(index + 1);
      expect(held.map(({ job }) => job.id)).toEqual(ids.slice(0, index + 1));
      held.at(-1)!.end(report);
      expect(await ended(id)).toBe('done');
    }
  });
  it('works on as many at a time as it may', async () => {
    await queue.close(0);
    store.close();
    await open(2);
    for (let n = 0; n < 3; n++) await submit();
    await untilHeld(2);
    await pause();
    expect(held).toHaveLength(2);
  });
  it('goes on after a job that fails, and after one whose files are not what it says', async () => {
    const failing = await submit(), lying = await submit(), good = await submit();
    await untilHeld(1);
    held[0]!.end(new AppError('CORRUPT_IMAGE', 'cut off'));
    expect(await ended(failing)).toBe('failed');
    await untilHeld(2);
    held[1]!.end({ ...report, files: [{ kind: 'image', fileName: 'a.jpg', mediaType: 'image/jpeg', bytes: 3 }] });
    expect(await ended(lying)).toBe('failed');
    await untilHeld(3);
    writeFileSync(join(held[2]!.job.outputFolder, 'a.jpg'), 'abc');
    held[2]!.end({ ...report, files: [{ kind: 'image', fileName: 'a.jpg', mediaType: 'image/jpeg', bytes: 3 }] });
    expect(await ended(good)).toBe('done');
    expect([failing, lying].map((id) => store.jobs.view(id).failure?.code)).toEqual(['CORRUPT_IMAGE', 'INTERNAL']);
  });
  it('cancels for the owner at once, and drops what still comes', async () => {
    const id = await submit();
    await untilHeld(1);
    expect(queue.cancel(id).state).toBe('cancelled');
    expect(held[0]!.signal.aborted).toBe(true);
    held[0]!.say({ type: 'notes', critique });
    held[0]!.end(report);
    await pause();
    expect(store.jobs.eventsSince(id, 0).events.map(({ type }) => type)).toEqual(['state', 'state', 'cancelled']);
    expect(existsSync(held[0]!.job.outputFolder)).toBe(false);
    expect(queue.cancel(id).state).toBe('cancelled');
  });
  it('leaves a job that has ended as it is when it is cancelled', async () => {
    const id = await submit();
    await untilHeld(1);
    held[0]!.end(report);
    await ended(id);
    expect(queue.cancel(id).state).toBe('done');
  });
  it('wakes those who wait for the next event, and lets them go when time is up or they leave', async () => {
    const id = await submit();
    await untilHeld(1);
    const waiting = queue.events(id, 2, 60_000, never);
    held[0]!.say({ type: 'notes', critique });
    expect((await waiting).events).toMatchObject([{ seq: 3, type: 'notes' }]);
    expect(await queue.events(id, 3, 1, never)).toEqual({ events: [], final: false });
    const leaving = new AbortController();
    const left = queue.events(id, 3, 60_000, leaving.signal);
    leaving.abort();
    expect(await left).toEqual({ events: [], final: false });
  });
  it('takes nothing more when it closes, and puts back what does not finish in time', async () => {
    const id = await submit();
    await untilHeld(1);
    const closing = queue.close(1);
    await expect(submit()).rejects.toMatchObject({ code: 'BUSY' });
    await closing;
    expect(stateOf(id)).toBe('queued');
    expect(store.jobs.claim()).toMatchObject({ id, attempt: 1 });
  });
  it('lets a job finish that does so in time', async () => {
    const id = await submit();
    await untilHeld(1);
    const closing = queue.close(60_000);
    held[0]!.end(report);
    await closing;
    expect(stateOf(id)).toBe('done');
  });
});

describe('progress filter', () => {
  it('lets every new stage through, and progress at most four times a second', () => {
    let now = 0;
    const isNews = createProgressFilter(() => now);
    const at = (ms: number, stage: 'decode' | 'render') => { now = ms; return isNews(stage); };
    expect([at(0, 'decode'), at(10, 'decode'), at(20, 'render'), at(260, 'render'), at(270, 'render'), at(519, 'render'), at(520, 'render')]).toEqual([true, false, true, false, true, false, true]);
  });
});
