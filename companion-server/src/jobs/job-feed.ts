import { EventEmitter } from 'node:events';

/** Wakes those who wait for the next event of a job. It carries no data: the store is the truth. */
export class JobFeed {
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  changed(id: string): void {
    this.emitter.emit(id);
  }

  /** Waits for a change of the job, at most `waitMs`, or until `signal` aborts; never rejects. */
  next(id: string, waitMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.emitter.off(id, wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, waitMs);
      this.emitter.once(id, wake);
      signal.addEventListener('abort', wake, { once: true });
      if (signal.aborted) wake();
    });
  }
}
