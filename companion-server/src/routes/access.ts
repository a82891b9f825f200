import type { FastifyRequest } from 'fastify';
import { AppError } from '@photocrafter/shared/errors/app-error';
import type { Clients, PairableClass } from '@photocrafter/shared/protocol/access';
import { ROUTES } from '@photocrafter/shared/protocol/routes';
import type { AccessControl } from '../access/access';
import { CLIENT_RULES } from '../access/client-classes';
import { isOwnOrigin } from '../access/origins';
import { fromTable, type TypedApp } from './typed-app';

/** Coming in (by six digits, or by the code of the companion's own page), staying in, and the say over who is in. */
export function addAccessRoutes(app: TypedApp, { clients, pairing, links, live }: AccessControl): void {
  const list = (): Clients => {
    const open = pairing.current();
    return { clients: [...clients.list()], ...(open === undefined ? {} : { pairing: open }) };
  };

  app.route({
    ...fromTable(ROUTES.pairComplete),
    handler(request, reply) {
      const { code, client, pluginId, name } = request.body;
      const origin = originFor(client, request);
      pairing.redeem(client, code);
      void reply.code(201);
      return clients.admit({ client, origin, pluginId, name });
    },
  });
  app.route({
    ...fromTable(ROUTES.exchange),
    handler(request, reply) {
      const origin = originFor('browser', request);
      if (links.redeem(request.body.code) === undefined) throw new AppError('WRONG_CODE', 'this link was used or is too old');
      void reply.code(201);
      return clients.admit({ client: 'browser', origin, pluginId: '', name: 'Browser' });
    },
  });
  app.route({ ...fromTable(ROUTES.access), handler: (request) => clients.describe(kidOf(request)) });
  app.route({
    ...fromTable(ROUTES.rotateToken),
    handler(request, reply) {
      void reply.code(201);
      return clients.rotate(kidOf(request), (request.headers.authorization ?? '').slice('Bearer '.length));
    },
  });
  app.route({
    ...fromTable(ROUTES.openPairing),
    handler(request, reply) {
      void reply.code(201);
      return pairing.open(request.body.client);
    },
  });
  app.route({ ...fromTable(ROUTES.closePairing), handler() { pairing.close(); return list(); } });
  app.route({ ...fromTable(ROUTES.clients), handler: list });
  app.route({
    ...fromTable(ROUTES.revokeClient),
    handler(request, reply) {
      const { kid } = request.params;
      clients.revoke(kid);
      // after this answer: whoever asks may be cutting off itself
      reply.raw.once('close', () => { live.cut(kid); });
      return list();
    },
  });
  app.route({
    ...fromTable(ROUTES.panelLink),
    handler(_request, reply) {
      const { word, expiresAt } = links.issue(true);
      void reply.code(201);
      return { code: word, expiresAt };
    },
  });
}

/** The Origin that a new app's token will be bound to. Throws FORBIDDEN_ORIGIN when a program of that kind would not send it. */
function originFor(client: PairableClass, request: FastifyRequest): string | undefined {
  const { origin } = request.headers;
  if (!CLIENT_RULES[client].fits(origin, isOwnOrigin(origin, request.raw.socket.localPort ?? 0))) throw new AppError('FORBIDDEN_ORIGIN', client);
  return origin;
}

function kidOf({ client }: FastifyRequest): string {
  if (client === undefined) throw new AppError('NOT_PAIRED');
  return client.kid;
}
