import type { JobEvent, JobEventBody } from '@photocrafter/shared/protocol/job-event';
import type { SqlDatabase } from './database';

/** The numbered history of every job; `append` belongs inside the transaction that changes the job's state. */
export class EventStore {
  constructor(private readonly database: SqlDatabase, private readonly now: () => number = Date.now) {}

  append(job: number, body: JobEventBody): void {
    const { seq } = this.database.get<{ seq: number }>('UPDATE jobs SET last_seq = last_seq + 1 WHERE number = ? RETURNING last_seq AS seq', job)!;
    this.database.run('INSERT INTO events (job, seq, body) VALUES (?, ?, ?)', job, seq, JSON.stringify({ seq, at: this.now(), ...body }));
  }

  /** Events with a seq above `after`, oldest first. */
  since(job: number, after: number): readonly JobEvent[] {
    return this.database.all<{ body: string }>('SELECT body FROM events WHERE job = ? AND seq > ? ORDER BY seq', job, after)
      .map(({ body }) => JSON.parse(body) as JobEvent);
  }

  newest(job: number): JobEvent | undefined {
    const row = this.database.get<{ body: string }>('SELECT body FROM events WHERE job = ? ORDER BY seq DESC LIMIT 1', job);
    return row === undefined ? undefined : JSON.parse(row.body) as JobEvent;
  }
}
