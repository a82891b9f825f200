import type { Logger } from 'pino';
import { AppError, toAppError } from '@photocrafter/shared/errors/app-error';
import { failureOf } from '@photocrafter/shared/protocol/error-answer';
import type { JobRequest, JobView } from '@photocrafter/shared/protocol/job';
import type { JobEvents } from '@photocrafter/shared/protocol/job-event';
import type { ComputeJob, ComputeMessage, JobReport } from '../compute/messages';
import type { ClaimedJob, JobOutcome } from '../store/job-store';
import type { Store } from '../store/store';
import { checkRequest } from './check-request';
import { JobFeed } from './job-feed';
import { stageOf } from './check-message';
import { createProgressFilter } from './progress-filter';
import { toComputeJob, type JobSettings } from './to-compute-job';

/** Does a job somewhere: a compute process, or a fake. */
export type RunCompute = (job: ComputeJob, onMessage: (message: ComputeMessage) => void, signal: AbortSignal) => Promise<JobReport>;
export interface QueueSettings extends JobSettings { readonly concurrency: number }

/** When the store refused to hand out work (disk full): look again. */
const RETRY_MS = 5_000;

/** The embedded queue: the store is the truth, this class only moves jobs through it. */
export class JobQueue {
  private readonly feed = new JobFeed();
  private readonly running = new Map<string, { readonly controller: AbortController; readonly done: Promise<void> }>();
  private closing = false;

  constructor(private readonly store: Store, private readonly runCompute: RunCompute, private readonly settings: QueueSettings, private readonly log: Logger) {}

  /** Takes a job in; it survives anything once this has returned. Errors as `checkRequest` and `JobStore.submit`. */
  submit(key: string, request: JobRequest, owner?: string): JobView {
    if (this.closing) throw new AppError('BUSY', 'the companion is closing');
    checkRequest(request, this.store, this.settings.maxPixels);
    const job = this.store.jobs.submit(key, request, owner);
    setImmediate(() => { this.start(); });
    return job;
  }

  /** Ends a job for its owner at once, then stops the work. A job that has ended stays as it is. */
  cancel(id: string): JobView {
    this.finish(id, { type: 'cancelled' });
    this.running.get(id)?.controller.abort();
    return this.store.jobs.view(id);
  }

  /** Events after a seq; when there are none yet, waits for the first. */
  async events(id: string, after: number, waitMs: number, signal: AbortSignal): Promise<JobEvents> {
    const now = this.eventsSince(id, after);
    if (now.events.length > 0 || now.final || waitMs === 0) return now;
    await this.feed.next(id, waitMs, signal);
    return this.eventsSince(id, after);
  }

  /** Begins as many waiting jobs as may run. */
  start(): void {
    try {
      while (!this.closing && this.running.size < this.settings.concurrency) {
        const job = this.store.jobs.claim();
        if (job === undefined) return;
        this.feed.changed(job.id);
        const controller = new AbortController();
        const done = this.work(job, controller.signal).finally(() => { this.running.delete(job.id); this.start(); });
        this.running.set(job.id, { controller, done });
      }
    } catch (error) {
      this.log.error({ err: error }, 'could not begin the next job');
      setTimeout(() => { this.start(); }, RETRY_MS).unref();
    }
  }

  /** Begins nothing more, gives running jobs `graceMs` to finish, then puts them back for the next start. */
  async close(graceMs: number): Promise<void> {
    this.closing = true;
    const done = Promise.all([...this.running.values()].map((job) => job.done));
    const timer = setTimeout(() => { for (const { controller } of this.running.values()) controller.abort(); }, graceMs);
    await done;
    clearTimeout(timer);
  }

  private eventsSince(id: string, after: number): JobEvents {
    return this.store.jobs.eventsSince(id, after);
  }

  private async work(job: ClaimedJob, signal: AbortSignal): Promise<void> {
    const { id } = job;
    const log = this.log.child({ jobId: id });
    log.info({ kind: job.request.kind, attempt: job.attempt }, 'job begins');
    const isNews = createProgressFilter();
    try {
      const compute = await toComputeJob(job, await this.store.results.begin(id), this.store, this.settings);
      const report = await this.runCompute(compute, (message) => { this.record(id, message, isNews); }, signal);
      await this.store.results.publish(id, report.files);
      if (!this.finish(id, { type: 'result', report })) await this.store.results.remove(id);
      log.info({ stageMilliseconds: report.stageMilliseconds, peakRssBytes: report.peakRssBytes }, 'job done');
    } catch (caught) {
      const error = toAppError(caught);
      log[error.status >= 500 ? 'error' : 'info']({ err: error }, 'job ends early');
      await this.endEarly(id, error).catch((failure: unknown) => { log.error({ err: failure }, 'could not store how the job ended'); });
    }
  }

  private async endEarly(id: string, error: AppError): Promise<void> {
    if (error.code !== 'CANCELLED') this.finish(id, { type: 'error', failure: failureOf(error.code, error.detail) });
    else if (this.closing) this.store.jobs.putBack(id);
    else this.finish(id, { type: 'cancelled' });
    await this.store.results.discard(id);
  }

  private record(id: string, message: ComputeMessage, isNews: ReturnType<typeof createProgressFilter>): void {
    if (message.type === 'stage' && isNews(message.stage)) this.store.jobs.record(id, { type: 'stage', ...stageOf(message) });
    else if (message.type === 'notes') this.store.jobs.record(id, { type: 'notes', critique: message.critique });
    else return;
    this.feed.changed(id);
  }

  private finish(id: string, outcome: JobOutcome): boolean {
    const ended = this.store.jobs.finish(id, outcome);
    if (ended) this.feed.changed(id);
    return ended;
  }
}
