import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { ROUTES } from '@photocrafter/shared/protocol/routes';
import { allowsOrigin, GUARD_STEPS, judge, PREFLIGHT_HEADERS, PREFLIGHT_METHODS, type GuardedRequest, type GuardPolicy, type GuardStep } from './guard-steps';

const POLICY: GuardPolicy = { pages: new Set(), publicPaths: new Set([ROUTES.health.path, ROUTES.hello.path]) };

/** Puts the one guard in front of every request, known address or not, before routing decides anything and before a body is read. */
export function addGuard(app: FastifyInstance, steps: readonly GuardStep[] = GUARD_STEPS): void {
  app.addHook('onRequest', async (request, reply) => {
    const guarded = describe(request);
    addResponseHeaders(request, reply, guarded.port);
    const verdict = judge(guarded, POLICY, steps);
    if (verdict instanceof AppError) throw verdict;
    if (verdict === 'preflight') return answerPreflight(reply);
    return undefined;
  });
}

function describe(request: FastifyRequest): GuardedRequest {
  const { rawHeaders, method = '', url = '', socket } = request.raw;
  const lines: [string, string][] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) lines.push([rawHeaders[at]!.toLowerCase(), rawHeaders[at + 1]!]);
  return { method, target: url, lines, port: socket.localPort ?? 0 };
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
