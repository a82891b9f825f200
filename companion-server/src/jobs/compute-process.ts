import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError, toAppError } from '@photocrafter/shared/errors/app-error';
import type { ComputeCommand, ComputeJob, ComputeMessage, JobReport } from '../compute/messages';
import { checkMessage } from './check-message';
import { childEnvironment } from './child-environment';
import { residentMemory } from './resident-memory';

export interface ComputeLimits {
  /** the bundled compute/worker.ts */
  readonly workerPath: string;
  /** see `Config.stallTimeoutMs` */
  readonly stallTimeoutMs: number;
  readonly maxProcessBytes: number;
}

const START_TIMEOUT_MS = 30_000;
/** After the abort message: trust.md section 6. */
const TERMINATE_AFTER_MS = 2_000;
const KILL_AFTER_MS = 5_000;
const MEMORY_CHECK_MS = 500;
const STDERR_TAIL = 4_096;

/** One child process. Native code runs only there: what kills it ends one job, never the companion. */
export class ComputeProcess {
  private stderr = '';
  private readonly exited: Promise<string>;

  private constructor(private readonly child: ChildProcess, private readonly limits: ComputeLimits, scratchFolder: string) {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => { this.stderr = (this.stderr + text).slice(-STDERR_TAIL); });
    this.exited = new Promise<string>((resolve) => {
      child.once('error', (error) => { resolve(error.message); });
      child.once('exit', (code, signal) => { resolve(signal ?? `exit code ${code ?? 'unknown'}`); });
    }).then(async (reason) => {
      await rm(scratchFolder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
      return reason;
    });
  }

  /** Starts a child and waits until it is ready. Its temporary files live in a folder that goes with it. WORKER_CRASHED when it does not start. */
  static async start(limits: ComputeLimits): Promise<ComputeProcess> {
    const scratchFolder = await mkdtemp(join(tmpdir(), 'photocrafter-'));
    const child = fork(limits.workerPath, [], { cwd: scratchFolder, env: childEnvironment(process.env, scratchFolder), execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    const process_ = new ComputeProcess(child, limits, scratchFolder);
    const timer = setTimeout(() => { child.kill('SIGKILL'); }, START_TIMEOUT_MS);
    const ready = new Promise<true>((resolve) => { child.once('message', () => { resolve(true); }); });
    const outcome = await Promise.race([ready, process_.exited]);
    clearTimeout(timer);
    if (outcome !== true) throw process_.crash(`could not start: ${outcome}`);
    return process_;
  }

  get alive(): boolean {
    return this.child.connected && this.child.exitCode === null && this.child.signalCode === null;
  }

  /**
   * Runs one job; the process must be idle. Rejects with the child's typed error, or WORKER_CRASHED, JOB_TIMED_OUT (no progress),
   * OUT_OF_MEMORY or CANCELLED; it settles only when the work has really stopped.
   */
  async run(job: ComputeJob, onMessage: (message: ComputeMessage) => void, signal: AbortSignal): Promise<JobReport> {
    if (signal.aborted) throw new AppError('CANCELLED');
    let verdict: AppError | undefined;
    const timers: NodeJS.Timeout[] = [];
    const stop = (error: AppError) => { verdict ??= error; this.child.kill('SIGKILL'); };
    const stall = setTimeout(() => { stop(new AppError('JOB_TIMED_OUT', `no progress for ${this.limits.stallTimeoutMs} ms`)); }, this.limits.stallTimeoutMs);
    const memory = setInterval(() => { void this.exceedsMemory().then((exceeds) => { if (exceeds) stop(new AppError('OUT_OF_MEMORY', `more than ${this.limits.maxProcessBytes} bytes`)); }); }, MEMORY_CHECK_MS);
    const cancel = () => {
      verdict ??= new AppError('CANCELLED');
      this.send({ type: 'cancel', jobId: job.id });
      timers.push(setTimeout(() => { this.child.kill('SIGTERM'); }, TERMINATE_AFTER_MS), setTimeout(() => { this.child.kill('SIGKILL'); }, KILL_AFTER_MS));
    };
    signal.addEventListener('abort', cancel, { once: true });
    let listener: ((message: ComputeMessage) => void) | undefined;
    try {
      const answered = new Promise<JobReport>((resolve, reject) => {
        listener = (message) => {
          if (message.type === 'ready' || message.jobId !== job.id) return;
          stall.refresh();
          try {
            checkMessage(message);
            if (message.type === 'error') { reject(new AppError(message.code, message.detail)); return; }
            if (verdict === undefined) onMessage(message);
            if (message.type === 'result') resolve(message.report);
          } catch (error) { stop(toAppError(error)); }
        };
        this.child.on('message', listener);
      });
      this.send({ type: 'run', job });
      const died = this.exited.then((reason): never => { throw this.crash(reason); });
      const report = await Promise.race([answered, died]);
      if (verdict !== undefined) throw verdict;
      return report;
    } catch (error) {
      throw verdict ?? error;
    } finally {
      signal.removeEventListener('abort', cancel);
      if (listener !== undefined) this.child.off('message', listener);
      for (const timer of [stall, memory, ...timers]) clearTimeout(timer);
    }
  }

  /** Ends the process at once and waits until it is gone. */
  async stop(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }

  private send(command: ComputeCommand): void {
    // A child that is gone is noticed by its exit; the callback keeps a broken pipe from becoming an uncaught error.
    if (this.child.connected) this.child.send(command, () => undefined);
  }

  private async exceedsMemory(): Promise<boolean> {
    const { pid } = this.child;
    return pid !== undefined && (await residentMemory(pid) ?? 0) > this.limits.maxProcessBytes;
  }

  private crash(reason: string): AppError {
    return new AppError('WORKER_CRASHED', reason, { cause: new Error(this.stderr) });
  }
}
