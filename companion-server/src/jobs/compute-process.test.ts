import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ComputeJob, ComputeMessage } from '../compute/messages';
import { ComputePool } from './compute-pool';
import type { ComputeLimits } from './compute-process';
import { runComputeJob } from './run-compute-job';

const limits: ComputeLimits = { workerPath: join(__dirname, 'fixtures', 'worker.mjs'), stallTimeoutMs: 20_000, maxProcessBytes: 2 ** 40 };
const never = new AbortController().signal;

describe('compute processes', () => {
  let folder: string;
  let pool: ComputePool;
  const job = (instruction: string): ComputeJob => ({ id: `job-${instruction}`, kind: 'enhance', input: { path: join(folder, 'in'), name: 'in' }, outputFolder: folder, instruction, strength: 1, formats: [], limits: { maxPixels: 1 }, threads: 1, modelFolder: folder });
  const run = (instruction: string, options: Partial<ComputeLimits> = {}, signal = never) => runComputeJob(job(instruction), { ...limits, ...options, onMessage: () => undefined, signal });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'photocrafter-compute-'));
    writeFileSync(join(folder, 'in'), 'hello');
    pool = new ComputePool(limits, 3);
  });
  afterEach(async () => { await pool.close(); rmSync(folder, { recursive: true }); });

  it('runs a job and hands its messages on in order', async () => {
    const messages: ComputeMessage[] = [];
    const report = await pool.run(job('echo'), (message) => messages.push(message), never);
    expect(messages.map(({ type }) => type)).toEqual(['stage', 'notes', 'result']);
    expect(report.files).toEqual([expect.objectContaining({ fileName: 'in.txt', bytes: 5 })]);
    expect(readFileSync(join(folder, 'in.txt'), 'utf8')).toBe('hello');
  });
  it.each(process.platform === 'win32' ? ['exit'] : ['crash', 'exit'])('turns a dead child (%s) into WORKER_CRASHED, and the next job works', async (instruction) => {
    await expect(pool.run(job(instruction), () => undefined, never)).rejects.toMatchObject({ code: 'WORKER_CRASHED', retryable: true });
    await expect(pool.run(job('echo'), () => undefined, never)).resolves.toBeDefined();
  });
  it('passes a typed error on and keeps the process', async () => {
    const before = await pool.run(job('echo'), () => undefined, never);
    await expect(pool.run(job('refuse'), () => undefined, never)).rejects.toMatchObject({ code: 'CORRUPT_IMAGE' });
    const after = await pool.run(job('echo'), () => undefined, never);
    expect(after.hints).toEqual(before.hints);
  });
  it('replaces a process after its share of jobs', async () => {
    const pids = new Set<string | undefined>();
    for (let n = 0; n < 6; n++) pids.add((await pool.run(job('echo'), () => undefined, never)).hints[0]);
    expect(pids.size).toBe(2);
  });
  it('stops a job that makes no progress', async () => {
    await expect(run('spin', { stallTimeoutMs: 300 })).rejects.toMatchObject({ code: 'JOB_TIMED_OUT' });
  });
  const watched = process.platform === 'win32' ? it.skip : it;
  watched('stops a job that hoards memory', async () => {
    await expect(run('hoard', { maxProcessBytes: 250 * 2 ** 20 })).rejects.toMatchObject({ code: 'OUT_OF_MEMORY' });
  });
  it('refuses a message that does not fit the protocol', async () => {
    await expect(run('nan')).rejects.toMatchObject({ code: 'INTERNAL', detail: expect.stringContaining('score') });
  });
  it('gives the child no secrets of ours', async () => {
    process.env['PHOTOCRAFTER_TEST_TOKEN'] = 'canary';
    await run('environment');
    delete process.env['PHOTOCRAFTER_TEST_TOKEN'];
    expect(readFileSync(join(folder, 'env.txt'), 'utf8')).not.toContain('canary');
  });
  it('says so when the worker cannot start', async () => {
    await expect(run('echo', { workerPath: join(folder, 'absent.mjs') })).rejects.toMatchObject({ code: 'WORKER_CRASHED', detail: expect.stringContaining('could not start') });
  });

  describe('cancel', () => {
    it.each(['wait', 'spin', 'deaf'])('stops a child that is in state %s', async (instruction) => {
      const controller = new AbortController();
      const running = pool.run(job(instruction), () => { controller.abort(); }, controller.signal);
      await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
      await expect(pool.run(job('echo'), () => undefined, never)).resolves.toBeDefined();
    }, 20_000);
    it('before the start does nothing at all', async () => {
      await expect(run('echo', {}, AbortSignal.abort())).rejects.toMatchObject({ code: 'CANCELLED' });
    });
  });
});
