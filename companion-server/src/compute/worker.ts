import { toAppError } from '@photocrafter/shared/errors/app-error';
import type { ComputeCommand, ComputeJob, ComputeMessage } from './messages';
import { isSpent } from './process-health';
import { runJob } from './run-job';

/** The compute process: one job at a time, told and answered over the channel to the parent, gone when the parent is. */
let current: { readonly jobId: string; readonly controller: AbortController } | undefined;

function send(message: ComputeMessage, sent?: () => void): void {
  if (process.connected) process.send?.(message, undefined, undefined, sent);
  else sent?.();
}

function sendError(jobId: string, error: unknown, sent?: () => void): void {
  const { code, detail, message } = toAppError(error);
  send({ type: 'error', jobId, code, detail: detail === '' ? message : detail }, sent);
}

async function work(job: ComputeJob): Promise<void> {
  const controller = new AbortController();
  current = { jobId: job.id, controller };
  try {
    const report = await runJob(job, send, controller.signal);
    send({ type: 'result', jobId: job.id, report }, () => { if (isSpent()) process.exit(0); });
  } catch (error) {
    sendError(job.id, error);
  } finally {
    current = undefined;
  }
}

/** Whatever nobody caught may have left native state behind: report it and end. */
function die(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
  const leave = () => { process.exit(1); };
  if (current === undefined) leave();
  else sendError(current.jobId, error, leave);
}

process.on('uncaughtException', die);
process.on('unhandledRejection', die);
process.on('disconnect', () => { process.exit(0); });
process.on('message', (command: ComputeCommand) => {
  switch (command.type) {
    case 'run': void work(command.job); return;
    case 'cancel': if (command.jobId === current?.jobId) current.controller.abort(); return;
  }
});
send({ type: 'ready' });
