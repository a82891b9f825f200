import websocket from '@fastify/websocket';
import { Value } from 'typebox/value';
import type { WebSocket } from 'ws';
import { SOCKET_CLOSE, SOCKET_PATH, SOCKET_PROTOCOL, WatchSchema, type Watched } from '@photocrafter/shared/protocol/socket';
import { ROUTES } from '@photocrafter/shared/protocol/routes';
import type { AccessControl } from '../access/access';
import type { JobQueue } from '../jobs/job-queue';
import type { KnownClient } from '../store/client-store';
import { fromTable, type TypedApp } from './typed-app';

/** Messages are short; pictures never travel here. */
const MAX_MESSAGE_BYTES = 64 * 1024;
const PING_EVERY_MS = 20_000;
/** How long a wait for the next event of a job is, before the socket is looked at again. */
const WAIT_MS = 15_000;
/** At a time; a job that has ended counts no more. */
const MAX_WATCHED = 64;

/**
 * Events over a WebSocket, for hosts where it serves better than long polls. Opening one passes the same guard as every request, with
 * a single-use ticket in place of the token, since browsers let nobody set headers there.
 */
export function addSocket(app: TypedApp, { clients, tickets }: Pick<AccessControl, 'clients' | 'tickets'>, queue: JobQueue, closing: AbortSignal): void {
  app.route({
    ...fromTable(ROUTES.socketTicket),
    handler(request, reply) {
      const { word, expiresAt } = tickets.issue(request.client!.kid);
      void reply.code(201);
      return { ticket: word, expiresAt };
    },
  });
  app.register(websocket, { options: { maxPayload: MAX_MESSAGE_BYTES, handleProtocols: () => SOCKET_PROTOCOL } });
  app.register((sockets, _options, done) => {
    sockets.get(SOCKET_PATH, { websocket: true, config: { access: 'work' } }, (socket, { client }) => { serve(socket, client!, clients, queue, closing); });
    done();
  });
}

function serve(socket: WebSocket, { kid }: KnownClient, clients: AccessControl['clients'], queue: JobQueue, closing: AbortSignal): void {
  const gone = new AbortController();
  const stop = AbortSignal.any([gone.signal, closing]);
  let watched = 0;
  const ping = setInterval(() => {
    if (clients.lookup(kid) === undefined) socket.close(SOCKET_CLOSE.revoked);
    else socket.ping();
  }, PING_EVERY_MS);
  socket.on('close', () => { clearInterval(ping); gone.abort(); });
  socket.on('message', (data, isBinary) => {
    const message = isBinary ? undefined : parse(String(data));
    if (!Value.Check(WatchSchema, message) || ++watched > MAX_WATCHED) { socket.close(SOCKET_CLOSE.badMessage); return; }
    follow(socket, queue, message.watch, message.after, stop).catch(() => { socket.close(SOCKET_CLOSE.noSuchJob); }).finally(() => { watched--; });
  });
}

async function follow(socket: WebSocket, queue: JobQueue, job: string, after: number, stop: AbortSignal): Promise<void> {
  for (let seen = after; !stop.aborted;) {
    const { events, final } = await queue.events(job, seen, WAIT_MS, stop);
    if (events.length === 0 && !final) continue;
    socket.send(JSON.stringify({ job, events, final } satisfies Watched));
    if (final) return;
    seen = events.at(-1)?.seq ?? seen;
  }
}

function parse(text: string): unknown {
  try { return JSON.parse(text); } catch { return undefined; }
}
