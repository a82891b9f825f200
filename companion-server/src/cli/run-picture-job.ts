import { randomUUID } from 'node:crypto';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '@photocrafter/shared/errors/app-error';
import type { ComputeJob, JobReport } from '../compute/messages';
import { loadConfig } from '../config';
import { runComputeJob } from '../jobs/run-compute-job';
import { createProgress } from './progress';

/** The bundled compute child; bundles lie side by side in dist/. */
export const WORKER_PATH = fileURLToPath(new URL('./worker.js', import.meta.url));

export type PictureJob = Pick<ComputeJob, 'kind' | 'formats'> & Partial<Pick<ComputeJob, 'instruction' | 'plan' | 'strength' | 'takes' | 'region'>>;
export interface PictureRun { readonly report: JobReport; readonly folder: string }

/**
 * Runs one job on a picture file in a compute process, with a progress bar on a terminal, and hands the folder of results to
 * `take` before it is removed. Errors as the compute process types them; FILE_NOT_FOUND when there is no such file.
 */
export async function runPictureJob<T>(file: string, request: PictureJob, signal: AbortSignal, take: (run: PictureRun) => Promise<T>): Promise<T> {
  const path = resolve(file);
  await access(path).catch((cause: unknown) => { throw new AppError('FILE_NOT_FOUND', file, { cause }); });
  const config = loadConfig(process.env);
  const folder = await mkdtemp(join(tmpdir(), 'photocrafter-'));
  const progress = createProgress();
  try {
    const job: ComputeJob = {
      id: randomUUID(), strength: 1, ...request,
      input: { path, name: basename(path) }, outputFolder: folder,
      limits: { maxPixels: config.maxPixels }, threads: config.threads, modelFolder: config.modelFolder,
    };
    const { stallTimeoutMs, maxProcessBytes } = config;
    const report = await runComputeJob(job, { workerPath: WORKER_PATH, stallTimeoutMs, maxProcessBytes, signal, onMessage: (message) => { progress.show(message); } });
    progress.stop();
    return await take({ report, folder });
  } finally {
    progress.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
