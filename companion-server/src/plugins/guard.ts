import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ROUTES, type Route } from '@photocrafter/shared/protocol/routes';
import type { LiveConnections } from '../access/live-connections';
import { PANEL_FILES, PANEL_PAGE } from '../access/panel-files';
import type { RequestBudget } from '../access/request-budget';
import type { SingleUse } from '../access/single-use';
import type { ClientStore, KnownClient } from '../store/client-store';
import { allowsOrigin, GUARD_STEPS, judge, PREFLIGHT_HEADERS, PREFLIGHT_METHODS, type GuardedRequest, type GuardPolicy, type GuardStep } from './guard-steps';

declare module 'fastify' {
  interface FastifyRequest { /** who asks; undefined on routes that need no token */ client: KnownClient | undefined }
  interface FastifyContextConfig { access?: Route['access'] }
}
export interface GuardParts {
  readonly clients: Pick<ClientStore, 'identify' | 'lookup'>;
  readonly tickets: SingleUse<string>;
  readonly budget: Pick<RequestBudget, 'take'>;
  readonly live: LiveConnections;
  /** for tests that take steps out */
  readonly steps?: readonly GuardStep[];
}

const pathsOf = (access: Route['access']) => Object.values<Route>(ROUTES).filter((route) => route.access === access).map(({ path }) => path);

/** Puts the one guard in front of every request, known address or not, before routing decides anything and before a body is read. */
export function addGuard(app: FastifyInstance, { clients, tickets, budget, live, steps = GUARD_STEPS }: GuardParts): void {
  const policy: GuardPolicy = {
    pages: new Set([PANEL_PAGE]),
    publicPaths: new Set([...pathsOf('anybody'), ...Object.keys(PANEL_FILES)]),
    codePaths: new Set(pathsOf('code')),
    identify: (token) => clients.identify(token),
    redeemTicket(ticket) {
      const kid = tickets.redeem(ticket);
      return kid === undefined ? undefined : clients.lookup(kid);
    },
    take: (kid) => budget.take(kid),
  };
  app.decorateRequest('client', undefined);
  app.addHook('onRequest', async (request, reply) => {
    const guarded = describe(request);
    addResponseHeaders(request, reply, guarded.port);
    const judgement = judge(guarded, policy, steps);
    // HTTP has let go of a socket that asked for an upgrade: nobody else would close one that is answered here
    if (judgement.kind !== 'admit' && request.headers.upgrade !== undefined) reply.raw.once('finish', () => { request.raw.socket.destroy(); });
    switch (judgement.kind) {
      case 'refuse': throw judgement.error;
      case 'preflight': return answerPreflight(reply);
      case 'admit':
        request.client = judgement.client;
        if (judgement.client !== undefined) live.add(judgement.client.kid, request.raw.socket);
        return undefined;
    }
  });
}

function describe(request: FastifyRequest): GuardedRequest {
  const { rawHeaders, method = '', url = '', socket } = request.raw;
  const lines: [string, string][] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) lines.push([rawHeaders[at]!.toLowerCase(), rawHeaders[at + 1]!]);
  const { access } = request.routeOptions.config;
  // A route that forgot to say so is for nobody but the user.
  const scope = request.is404 ? undefined : access === 'work' ? 'work' : 'admin';
  return { method, target: url, lines, port: socket.localPort ?? 0, scope };
}

/** trust.md section 3.4. Refusals carry them as well. */
function addResponseHeaders(request: FastifyRequest, reply: FastifyReply, port: number): void {
  void reply.headers({
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-request-id': request.id,
    vary: 'Origin',
  });
  const { origin } = request.headers;
  if (!allowsOrigin(origin, port)) return;
  void reply.header('cross-origin-resource-policy', 'cross-origin');
  if (origin !== undefined) void reply.headers({ 'access-control-allow-origin': origin, 'access-control-expose-headers': 'location, retry-after, upload-offset, x-request-id' });
}

/** trust.md section 3.3. No credentials: cookies are never used. */
function answerPreflight(reply: FastifyReply): FastifyReply {
  return reply.code(204).headers({
    'access-control-allow-methods': PREFLIGHT_METHODS.join(', '),
    'access-control-allow-headers': PREFLIGHT_HEADERS.join(', '),
    'access-control-max-age': '600',
    vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
  }).send();
}
