import { Readable } from 'node:stream';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { MAX_WAIT_SECONDS, ROUTES } from '@photocrafter/shared/protocol/routes';
import type { JobQueue } from '../jobs/job-queue';
import type { JobStore } from '../store/job-store';
import { fromTable, type TypedApp } from './typed-app';

/** A comment line this often tells both ends that the connection lives. */
const HEARTBEAT_MS = 15_000;

/**
 * The history of a job from any point on: a long poll, or a stream for those who accept text/event-stream.
 * Both resume by the same `seq`, as `after` or as Last-Event-ID. `closing` ends open ones.
 */
export function addEventRoutes(app: TypedApp, queue: JobQueue, jobs: JobStore, closing: AbortSignal): void {
  app.route({
    ...fromTable(ROUTES.events),
    async handler(request, reply) {
      const { id } = request.params;
      const after = resumePoint(request.query.after, request.headers['last-event-id']);
      const waitMs = Math.min(Number(request.query.wait ?? 0), MAX_WAIT_SECONDS) * 1000;
      const gone = new AbortController();
      reply.raw.once('close', () => { gone.abort(); });
      const stop = AbortSignal.any([gone.signal, closing]);
      if (!(request.headers.accept ?? '').includes('text/event-stream')) return queue.events(id, after, waitMs, stop);
      jobs.view(id);
      return reply.type('text/event-stream').send(Readable.from(stream(queue, id, after, stop), { objectMode: false }));
    },
  });
}

async function* stream(queue: JobQueue, id: string, after: number, stop: AbortSignal): AsyncGenerator<string> {
  yield ': open\n\n';
  for (let seen = after; !stop.aborted;) {
    const { events, final } = await queue.events(id, seen, HEARTBEAT_MS, stop);
    for (const event of events) {
      yield `id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
      seen = event.seq;
    }
    if (final) return;
    if (events.length === 0) yield ': alive\n\n';
  }
}

function resumePoint(query: string | undefined, header: unknown): number {
  if (header === undefined) return Number(query ?? 0);
  if (typeof header !== 'string' || !/^\d{1,10}$/.test(header)) throw new AppError('INVALID_REQUEST', 'last-event-id');
  return Number(header);
}
