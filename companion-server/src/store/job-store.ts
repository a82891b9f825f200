import { createHash, randomUUID } from 'node:crypto';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { failureOf } from '@photocrafter/shared/protocol/error-answer';
import { isFinal, type JobRequest, type JobState, type JobView } from '@photocrafter/shared/protocol/job';
import type { JobEvent, JobEventBody } from '@photocrafter/shared/protocol/job-event';
import type { SqlDatabase } from './database';
import { EventStore } from './event-store';

interface JobRow { readonly number: number; readonly id: string; readonly request_sha256: string; readonly request: string; readonly state: JobState; readonly attempts: number; readonly last_seq: number; readonly created_at: number }
/** A job that was handed out for work; `attempt` counts from 1. */
export interface ClaimedJob { readonly id: string; readonly request: JobRequest; readonly attempt: number }
/** The event that ends a job. */
export type JobOutcome = Extract<JobEventBody, { type: 'result' | 'error' | 'cancelled' }>;

/** A job that took the whole companion down this often is set aside (trust.md section 6). */
const MAX_ATTEMPTS = 2;
/** One app may fill so much of the queue; the rest stays free for the others. */
const OWNER_SHARE = 0.75;
const FINAL_STATE = { result: 'done', error: 'failed', cancelled: 'cancelled' } as const satisfies Record<JobOutcome['type'], JobState>;

/** Jobs and their histories. State, attempts and events change together, in one transaction each. */
export class JobStore {
  private readonly events: EventStore;
  /** owner -> when its turn was, in turns: who waited longest is next */
  private readonly served = new Map<string, number>();
  private turn = 0;

  constructor(private readonly database: SqlDatabase, private readonly maxQueued: number, private readonly now: () => number = Date.now) {
    this.events = new EventStore(database, now);
  }

  /**
   * Takes a job in; it is durable when this returns. The same key with the same request answers the job that exists.
   * `owner` names the app, for fair turns.
   * Throws IDEMPOTENCY_CONFLICT, BUSY, or NOT_FOUND when an asset is not stored.
   */
  submit(key: string, request: JobRequest, owner = ''): JobView {
    const text = JSON.stringify(request);
    const hash = createHash('sha256').update(text).digest('hex');
    return this.database.transaction(() => {
      const known = this.database.get<JobRow>('SELECT * FROM jobs WHERE idempotency_key = ?', key);
      if (known !== undefined) {
        if (known.request_sha256 !== hash) throw new AppError('IDEMPOTENCY_CONFLICT', key);
        return this.viewOf(known);
      }
      if (this.count('queued') >= this.maxQueued || this.queuedOf(owner) >= Math.ceil(this.maxQueued * OWNER_SHARE)) throw new AppError('BUSY', `${this.maxQueued} jobs`);
      const id = randomUUID();
      const { sha256, raw } = request.asset;
      for (const asset of [sha256, raw?.iccAsset]) if (asset !== undefined) this.useAsset(asset);
      this.database.run(
        "INSERT INTO jobs (id, idempotency_key, request_sha256, request, asset, icc_asset, state, created_at, owner) VALUES (?, ?, ?, ?, ?, ?, 'queued', ?, ?)",
        id, key, hash, text, sha256, raw?.iccAsset ?? null, this.now(), owner,
      );
      const row = this.row(id);
      this.events.append(row.number, { type: 'state', state: 'queued' });
      return this.view(id);
    });
  }

  /** NOT_FOUND for an unknown id. */
  view(id: string): JobView {
    return this.viewOf(this.row(id));
  }

  eventsSince(id: string, after: number): { readonly events: readonly JobEvent[]; readonly final: boolean } {
    const { number, state } = this.row(id);
    return { events: this.events.since(number, after), final: isFinal(state) };
  }

  /**
   * Hands out the oldest waiting job of the app whose turn was longest ago: a thousand jobs of one app delay another by one job.
   * The attempt is committed before the work starts, so a crash cannot hide it.
   */
  claim(): ClaimedJob | undefined {
    return this.database.transaction(() => {
      const waiting = this.database.all<{ owner: string; number: number }>("SELECT owner, min(number) AS number FROM jobs WHERE state = 'queued' GROUP BY owner ORDER BY number");
      const turnOf = (owner: string): number => this.served.get(owner) ?? 0;
      const next = waiting.reduce<{ owner: string; number: number } | undefined>((best, other) => (best === undefined || turnOf(other.owner) < turnOf(best.owner) ? other : best), undefined);
      if (next === undefined) return undefined;
      this.served.set(next.owner, ++this.turn);
      const row = this.database.get<JobRow>("UPDATE jobs SET state = 'running', attempts = attempts + 1 WHERE number = ? RETURNING *", next.number)!;
      this.events.append(row.number, { type: 'state', state: 'running' });
      return { id: row.id, request: JSON.parse(row.request) as JobRequest, attempt: row.attempts };
    });
  }

  /** Adds progress to a running job; false when the job is no longer running. */
  record(id: string, event: Exclude<JobEventBody, JobOutcome>): boolean {
    return this.database.transaction(() => {
      const { number, state } = this.row(id);
      if (state === 'running') this.events.append(number, event);
      return state === 'running';
    });
  }

  /** Ends a job once: false when it had ended before, and nothing changes. */
  finish(id: string, outcome: JobOutcome): boolean {
    return this.database.transaction(() => {
      const { number, state } = this.row(id);
      if (isFinal(state)) return false;
      this.database.run('UPDATE jobs SET state = ?, finished_at = ? WHERE number = ?', FINAL_STATE[outcome.type], this.now(), number);
      this.events.append(number, outcome);
      return true;
    });
  }

  /** Puts a job back that an orderly shutdown interrupts: the attempt does not count. */
  putBack(id: string): void {
    this.database.transaction(() => {
      if (this.database.run("UPDATE jobs SET state = 'queued', attempts = attempts - 1 WHERE id = ? AND state = 'running'", id) > 0) this.events.append(this.row(id).number, { type: 'state', state: 'queued' });
    });
  }

  /** At start: jobs that ran when the companion died wait again, or are set aside after the second time. */
  recover(): void {
    const orphans = this.database.all<JobRow>("SELECT * FROM jobs WHERE state = 'running'");
    for (const { id, number, attempts } of orphans) {
      if (attempts >= MAX_ATTEMPTS) {
        this.finish(id, { type: 'error', failure: failureOf('WORKER_CRASHED', `the companion stopped ${attempts} times during this job; it is set aside`) });
      } else {
        this.database.transaction(() => {
          this.database.run("UPDATE jobs SET state = 'queued' WHERE number = ?", number);
          this.events.append(number, { type: 'state', state: 'queued' });
        });
      }
    }
  }

  count(state: JobState): number {
    return this.database.get<{ jobs: number }>('SELECT count(*) AS jobs FROM jobs WHERE state = ?', state)?.jobs ?? 0;
  }

  private queuedOf(owner: string): number {
    return this.database.get<{ jobs: number }>("SELECT count(*) AS jobs FROM jobs WHERE state = 'queued' AND owner = ?", owner)?.jobs ?? 0;
  }

  private useAsset(sha256: string): void {
    if (this.database.run('UPDATE blobs SET used_at = ? WHERE sha256 = ?', this.now(), sha256) === 0) throw new AppError('NOT_FOUND', `asset ${sha256}`);
  }

  private row(id: string): JobRow {
    const row = this.database.get<JobRow>('SELECT * FROM jobs WHERE id = ?', id);
    if (row === undefined) throw new AppError('NOT_FOUND', `job ${id}`);
    return row;
  }

  private viewOf(row: JobRow): JobView {
    const last = isFinal(row.state) ? this.events.newest(row.number) : undefined;
    return {
      id: row.id, kind: (JSON.parse(row.request) as JobRequest).kind, state: row.state, createdAt: row.created_at, lastSeq: row.last_seq,
      ...(last?.type === 'result' ? { report: last.report } : {}),
      ...(last?.type === 'error' ? { failure: last.failure } : {}),
    };
  }
}
