import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobRequest } from '@photocrafter/shared/protocol/job';
import type { JobReport } from '@photocrafter/shared/protocol/job-report';
import { openStore, type Store, type StoreSettings } from './store';

const report: JobReport = {
  critique: { schemaVersion: 1, sections: { quality: '', colourAndLight: '', composition: '', aesthetics: '', overall: '' }, findings: [], suggestions: [], critic: 'measured' },
  hints: [], files: [], stageMilliseconds: {}, peakRssBytes: 1,
};
const key = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
async function* chunks(...parts: readonly string[]) { for (const part of parts) yield await Promise.resolve(Buffer.from(part)); }

describe('store', () => {
  let folder: string;
  let store: Store;
  let settings: StoreSettings;
  const reopen = async () => { store.close(); store = await openStore(settings); };
  const upload = async (content = 'picture') => (await store.blobs.put(chunks(content))).sha256;
  const request = async (overrides: Partial<JobRequest> = {}): Promise<JobRequest> => ({ kind: 'enhance', asset: { sha256: await upload() }, name: 'a.jpg', strength: 1, formats: [], ...overrides });

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'photocrafter-store-'));
    settings = { dataFolder: folder, maxUploadBytes: 1000, reserveBytes: 0, maxQueuedJobs: 3, retentionHours: 1 };
    store = await openStore(settings);
  });
  afterEach(() => { store.close(); rmSync(folder, { recursive: true }); });

  it('lets only one process use a data folder', async () => {
    await expect(openStore(settings)).rejects.toMatchObject({ code: 'ALREADY_RUNNING' });
  });

  describe('blobs', () => {
    it('stores bytes under their hash, once', async () => {
      const sha256 = createHash('sha256').update('abc').digest('hex');
      expect(await store.blobs.put(chunks('a', 'bc'))).toEqual({ sha256, bytes: 3 });
      expect(await store.blobs.put(chunks('abc'))).toEqual({ sha256, bytes: 3 });
      expect(await readFile(await store.blobs.locate(sha256), 'utf8')).toBe('abc');
      expect(readdirSync(join(folder, 'blobs', 'incoming'))).toEqual([]);
    });
    it('refuses what is too large, announced or not, and keeps nothing of it', async () => {
      await expect(store.blobs.put(chunks('x'.repeat(1001)))).rejects.toMatchObject({ code: 'UPLOAD_TOO_LARGE' });
      await expect(store.blobs.put(chunks('x'), 1001)).rejects.toMatchObject({ code: 'UPLOAD_TOO_LARGE' });
      expect(readdirSync(join(folder, 'blobs', 'incoming'))).toEqual([]);
    });
    it('keeps the reserve free', async () => {
      settings = { ...settings, reserveBytes: Number.MAX_SAFE_INTEGER };
      await reopen();
      await expect(store.blobs.put(chunks('x'))).rejects.toMatchObject({ code: 'DISK_FULL' });
    });
    it('keeps nothing of an upload that breaks off', async () => {
      async function* broken() { yield await Promise.resolve(Buffer.from('x')); throw Object.assign(new Error('no space'), { code: 'ENOSPC' }); }
      await expect(store.blobs.put(broken())).rejects.toMatchObject({ code: 'DISK_FULL' });
      expect(readdirSync(join(folder, 'blobs', 'incoming'))).toEqual([]);
    });
    it('sweeps temporaries and files without a row at start, and nothing else', async () => {
      const sha256 = await upload();
      writeFileSync(join(folder, 'blobs', 'incoming', 'half'), 'x');
      mkdirSync(join(folder, 'blobs', 'ff'), { recursive: true });
      const orphan = join(folder, 'blobs', 'ff', 'f'.repeat(64));
      writeFileSync(orphan, 'x');
      await reopen();
      expect(existsSync(orphan)).toBe(false);
      expect(readdirSync(join(folder, 'blobs', 'incoming'))).toEqual([]);
      expect(await readFile(await store.blobs.locate(sha256), 'utf8')).toBe('picture');
    });
    it('does not hand out a file that was cut', async () => {
      const sha256 = await upload();
      writeFileSync(await store.blobs.locate(sha256), 'pic');
      await expect(store.blobs.locate(sha256)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await upload();
      expect(await readFile(await store.blobs.locate(sha256), 'utf8')).toBe('picture');
    });
  });

  describe('jobs', () => {
    it('answers the same job to the same key and request, and refuses another request', async () => {
      const first = store.jobs.submit(key(1), await request());
      expect(store.jobs.submit(key(1), await request())).toEqual(first);
      const other = await request({ strength: 0.5 });
      expect(() => store.jobs.submit(key(1), other)).toThrow(expect.objectContaining({ code: 'IDEMPOTENCY_CONFLICT' }));
      expect(store.jobs.count('queued')).toBe(1);
    });
    it('refuses an asset that it does not hold and leaves no job', async () => {
      const unknown = await request({ asset: { sha256: 'a'.repeat(64) } });
      expect(() => store.jobs.submit(key(1), unknown)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
      expect(store.jobs.count('queued')).toBe(0);
    });
    it('is BUSY beyond the limit, though a known key still gets its job', async () => {
      const body = await request();
      for (const n of [1, 2, 3]) store.jobs.submit(key(n), body);
      expect(() => store.jobs.submit(key(4), body)).toThrow(expect.objectContaining({ code: 'BUSY' }));
      expect(store.jobs.submit(key(3), body).state).toBe('queued');
    });
    it('gives every app its turn: one that floods the queue delays the others by a job each, and leaves them room', async () => {
      settings = { ...settings, maxQueuedJobs: 40 };
      await reopen();
      const body = await request();
      let n = 0;
      const submit = (owner: string) => store.jobs.submit(key(++n), body, owner).id;
      for (let i = 0; i < 30; i++) submit('flood');
      expect(() => submit('flood')).toThrow(expect.objectContaining({ code: 'BUSY' }));
      for (let i = 0; i < 3; i++) { store.jobs.claim(); submit('flood'); }
      const others = ['a', 'b', 'c', 'a', 'b', 'c'].map(submit);
      const order = Array.from({ length: 9 }, () => store.jobs.claim()!.id);
      expect(others.map((id) => order.indexOf(id))).toEqual([0, 1, 2, 4, 5, 6]);
    });
    it('hands jobs out in order and numbers their events without gaps', async () => {
      const first = store.jobs.submit(key(1), await request());
      store.jobs.submit(key(2), await request());
      expect(store.jobs.claim()).toMatchObject({ id: first.id, attempt: 1 });
      expect(store.jobs.record(first.id, { type: 'stage', stage: 'decode', progress: 0.5 })).toBe(true);
      expect(store.jobs.finish(first.id, { type: 'result', report })).toBe(true);
      const { events, final } = store.jobs.eventsSince(first.id, 0);
      expect(events.map(({ seq, type }) => [seq, type])).toEqual([[1, 'state'], [2, 'state'], [3, 'stage'], [4, 'result']]);
      expect(final).toBe(true);
      expect(store.jobs.eventsSince(first.id, 3).events).toHaveLength(1);
      expect(store.jobs.view(first.id)).toMatchObject({ state: 'done', lastSeq: 4, report });
    });
    it('ends a job once: what comes after a cancel is dropped', async () => {
      const { id } = store.jobs.submit(key(1), await request());
      store.jobs.claim();
      expect(store.jobs.finish(id, { type: 'cancelled' })).toBe(true);
      expect(store.jobs.finish(id, { type: 'result', report })).toBe(false);
      expect(store.jobs.record(id, { type: 'stage', stage: 'plan', progress: 1 })).toBe(false);
      expect(store.jobs.view(id)).toMatchObject({ state: 'cancelled', lastSeq: 3 });
    });
    it('retries a job whose companion died once, and sets it aside the second time', async () => {
      const { id } = store.jobs.submit(key(1), await request());
      store.jobs.claim();
      await reopen();
      expect(store.jobs.claim()).toMatchObject({ id, attempt: 2 });
      await reopen();
      expect(store.jobs.claim()).toBeUndefined();
      expect(store.jobs.view(id)).toMatchObject({ state: 'failed', failure: { code: 'WORKER_CRASHED' } });
    });
    it('does not count an orderly shutdown as an attempt', async () => {
      const { id } = store.jobs.submit(key(1), await request());
      for (let round = 0; round < 3; round++) { store.jobs.claim(); store.jobs.putBack(id); await reopen(); }
      expect(store.jobs.claim()).toMatchObject({ id, attempt: 1 });
    });
  });

  describe('results', () => {
    const file = { kind: 'image', fileName: 'b ä.jpg', mediaType: 'image/jpeg', bytes: 3 } as const;
    it('appear whole, under their own name', async () => {
      writeFileSync(join(await store.results.begin('job'), file.fileName), 'abc');
      expect(existsSync(store.results.pathOf('job', file))).toBe(false);
      await store.results.publish('job', [file]);
      expect(await readFile(store.results.pathOf('job', file), 'utf8')).toBe('abc');
    });
    it('are refused when a file is not what the report says', async () => {
      writeFileSync(join(await store.results.begin('job'), file.fileName), 'ab');
      await expect(store.results.publish('job', [file])).rejects.toMatchObject({ code: 'INTERNAL' });
      expect(existsSync(store.results.pathOf('job', file))).toBe(false);
    });
    it('of a killed job are swept', async () => {
      const partial = await store.results.begin('job');
      await reopen();
      expect(existsSync(partial)).toBe(false);
    });
  });

  it('forgets finished jobs and unused uploads after the retention time, and keeps waiting ones', async () => {
    const done = store.jobs.submit(key(1), await request());
    const waiting = store.jobs.submit(key(2), await request({ asset: { sha256: await upload('other') } }));
    store.jobs.claim();
    store.jobs.finish(done.id, { type: 'result', report });
    settings = { ...settings, retentionHours: -1 };
    await reopen();
    expect(() => store.jobs.view(done.id)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect(store.blobs.find(createHash('sha256').update('picture').digest('hex'))).toBeUndefined();
    expect(store.jobs.view(waiting.id).state).toBe('queued');
    expect(store.blobs.find(createHash('sha256').update('other').digest('hex'))).toBeDefined();
  });
});
