import { EventEmitter, once } from 'node:events';

/** Wakes those who wait for the next event of a job. It carries no data: the store is the truth. */
export class JobFeed {
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  changed(id: string): void {
    this.emitter.emit(id);
  }

  /** Waits for a change of the job, at most `waitMs`, or until `signal` aborts; never rejects. */
  async next(id: string, waitMs: number, signal: AbortSignal): Promise<void> {
    const either = AbortSignal.any([signal, AbortSignal.timeout(waitMs)]);
    await once(this.emitter, id, { signal: either }).catch(() => undefined);
  }
}
