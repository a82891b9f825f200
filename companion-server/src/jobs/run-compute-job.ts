import type { ComputeJob, ComputeMessage, JobReport } from '../compute/messages';
import { ComputeProcess, type ComputeLimits } from './compute-process';

export interface RunOptions extends ComputeLimits {
  readonly onMessage: (message: ComputeMessage) => void;
  readonly signal: AbortSignal;
}

/** Runs one job in a process of its own, without server or store: the command line's way. Errors as `ComputeProcess.run`. */
export async function runComputeJob(job: ComputeJob, { onMessage, signal, ...limits }: RunOptions): Promise<JobReport> {
  const process = await ComputeProcess.start(limits);
  try {
    return await process.run(job, onMessage, signal);
  } finally {
    await process.stop();
  }
}
