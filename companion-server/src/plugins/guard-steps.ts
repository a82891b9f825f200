import { AppError } from '@photocrafter/shared/errors/app-error';
import type { Scope } from '@photocrafter/shared/protocol/access';
import { SOCKET_PATH, SOCKET_PROTOCOL, TICKET_PREFIX } from '@photocrafter/shared/protocol/socket';
import { CLIENT_HEADER } from '@photocrafter/shared/protocol/routes';
import { CLIENT_RULES } from '../access/client-classes';
import { isOwnOrigin, LOOPBACK_NAMES } from '../access/origins';
import type { KnownClient } from '../store/client-store';

/** What the guard looks at: the request as it came over the wire, before anything was parsed or routed. */
export interface GuardedRequest {
  readonly method: string;
  /** raw request target */
  readonly target: string;
  /** raw header lines, lower-cased names: a header sent twice is there twice */
  readonly lines: readonly (readonly [name: string, value: string])[];
  /** port of the socket that the request came in by */
  readonly port: number;
  /** what the route that was found asks for; undefined when there is none */
  readonly scope: Scope | undefined;
}
export interface GuardPolicy {
  /** paths that a browser may open as a page */
  readonly pages: ReadonlySet<string>;
  /** paths that anybody on this computer may read */
  readonly publicPaths: ReadonlySet<string>;
  /** paths that take a code that a person was shown in place of a token */
  readonly codePaths: ReadonlySet<string>;
  /** whose token this is; undefined for a wrong, revoked or expired one */
  identify(token: string): KnownClient | undefined;
  /** whose ticket for a socket this is, once */
  redeemTicket(ticket: string): KnownClient | undefined;
  /** false when this client must wait */
  take(kid: string): boolean;
}
/** `preflight`: answer it and stop; `admit`: no further step applies; a client: that is who asks; undefined: ask the next step. */
export type Verdict = AppError | 'preflight' | 'admit' | KnownClient | undefined;
/** `client` is whom an earlier step has recognised. */
export interface GuardStep { readonly name: string; check(request: GuardedRequest, policy: GuardPolicy, client: KnownClient | undefined): Verdict }

const MAX_TARGET = 2048;
const MEDIA_TYPES = /^application\/(json|octet-stream|offset\+octet-stream)(;|$)/i;
const CLIENT = /^[a-z][a-z0-9-]{0,31}(\/[A-Za-z0-9.+-]{1,32})?$/;
export const PREFLIGHT_METHODS = ['GET', 'POST', 'DELETE', 'HEAD', 'PATCH'];
export const PREFLIGHT_HEADERS = ['authorization', 'content-type', CLIENT_HEADER, 'idempotency-key', 'last-event-id', 'upload-offset', 'upload-length', 'tus-resumable'];

const values = (request: GuardedRequest, name: string) => request.lines.filter(([line]) => line === name).map(([, value]) => value);
const single = (request: GuardedRequest, name: string) => values(request, name)[0];
const pathOf = (request: GuardedRequest) => request.target.split('?', 1)[0] ?? '';
const changes = (request: GuardedRequest) => !['GET', 'HEAD', 'OPTIONS'].includes(request.method);

/**
 * The origins that may call: none (native programs, same-origin reads), the companion's own pages, and `null`, which Figma's interface
 * sends. Any web page can produce `null`, so it is no identity: only a token of a class that comes with it gets further.
 */
export function allowsOrigin(origin: string | undefined, port: number): boolean {
  return origin === undefined || origin === 'null' || isOwnOrigin(origin, port);
}

/** Does this Origin belong to that client, by its class and as recorded when it was paired? */
function fitsOrigin({ client, origin: recorded }: KnownClient, origin: string | undefined, port: number): boolean {
  return CLIENT_RULES[client].fits(origin, isOwnOrigin(origin, port)) && (client !== 'photoshop' || origin === recorded);
}

/**
 * The guard's steps in the order and with the numbers of trust.md section 3.2. A list, so that a test can take each one out and see
 * it missed.
 */
export const GUARD_STEPS: readonly GuardStep[] = [
  {
    name: '1 host',
    check(request) {
      const hosts = values(request, 'host').map((host) => host.toLowerCase());
      const [host = ''] = hosts;
      return hosts.length === 1 && LOOPBACK_NAMES.some((name) => host === `${name}:${request.port}`) ? undefined : new AppError('FORBIDDEN_HOST', host.slice(0, 100));
    },
  },
  {
    name: '2 path',
    check(request) {
      if (request.target.length > MAX_TARGET) return new AppError('ADDRESS_TOO_LONG');
      const path = pathOf(request);
      return !path.startsWith('/') || /%2f|%5c|%00|\\|\/\//i.test(path) ? new AppError('INVALID_REQUEST', 'path') : undefined;
    },
  },
  {
    name: '3 origin',
    check(request) {
      const origins = values(request, 'origin');
      return origins.length <= 1 && allowsOrigin(origins[0], request.port) ? undefined : new AppError('FORBIDDEN_ORIGIN', origins[0]?.slice(0, 100));
    },
  },
  {
    name: '4 navigation',
    check(request, policy) {
      const mode = single(request, 'sec-fetch-mode');
      if (mode !== 'navigate' && mode !== 'nested-navigate' && mode !== 'no-cors') return undefined;
      const opensPage = request.method === 'GET' && single(request, 'sec-fetch-dest') === 'document' && policy.pages.has(pathOf(request));
      return opensPage ? 'admit' : new AppError('FORBIDDEN_ORIGIN', 'navigation');
    },
  },
  {
    name: '5 site',
    check(request) {
      const site = single(request, 'sec-fetch-site');
      return single(request, 'origin') === undefined && (site === 'cross-site' || site === 'same-site') ? new AppError('FORBIDDEN_ORIGIN', site) : undefined;
    },
  },
  {
    name: '6 preflight',
    check(request) {
      if (request.method !== 'OPTIONS') return undefined;
      const headers = (single(request, 'access-control-request-headers') ?? '').toLowerCase().split(',').map((header) => header.trim()).filter((header) => header !== '');
      const asks = PREFLIGHT_METHODS.includes(single(request, 'access-control-request-method') ?? '') && headers.every((header) => PREFLIGHT_HEADERS.includes(header));
      return asks && single(request, 'origin') !== undefined ? 'preflight' : new AppError('FORBIDDEN_ORIGIN', 'preflight');
    },
  },
  {
    name: '7 public',
    check(request, policy) {
      return !changes(request) && policy.publicPaths.has(pathOf(request)) ? 'admit' : undefined;
    },
  },
  {
    name: '8 ticket',
    check(request, policy) {
      if (single(request, 'upgrade') === undefined) return undefined;
      if (pathOf(request) !== SOCKET_PATH || request.method !== 'GET') return new AppError('INVALID_REQUEST', 'upgrade');
      const protocols = values(request, 'sec-websocket-protocol').flatMap((line) => line.split(',')).map((protocol) => protocol.trim());
      const tickets = protocols.filter((protocol) => protocol.startsWith(TICKET_PREFIX));
      if (!protocols.includes(SOCKET_PROTOCOL) || tickets.length !== 1) return new AppError('NOT_PAIRED', 'ticket');
      return policy.redeemTicket(tickets[0]!.slice(TICKET_PREFIX.length)) ?? new AppError('NOT_PAIRED', 'ticket');
    },
  },
  {
    name: '9 client',
    check(request) {
      return changes(request) && !CLIENT.test(single(request, CLIENT_HEADER) ?? '') ? new AppError('MISSING_CLIENT') : undefined;
    },
  },
  {
    name: '9 media type',
    check(request) {
      return changes(request) && !MEDIA_TYPES.test(single(request, 'content-type') ?? '') ? new AppError('UNSUPPORTED_MEDIA_TYPE') : undefined;
    },
  },
  {
    name: '7 code',
    check(request, policy) {
      return request.method === 'POST' && policy.codePaths.has(pathOf(request)) ? 'admit' : undefined;
    },
  },
  {
    name: '10 token',
    check(request, policy, client) {
      if (client !== undefined) return undefined;
      const headers = values(request, 'authorization');
      const [, token] = headers.length === 1 ? /^Bearer (\S+)$/.exec(headers[0]!) ?? [] : [];
      return (token === undefined ? undefined : policy.identify(token)) ?? new AppError('NOT_PAIRED');
    },
  },
  {
    name: '11 class',
    check(request, _policy, client) {
      return client === undefined || fitsOrigin(client, single(request, 'origin'), request.port) ? undefined : new AppError('NOT_PAIRED', 'the token belongs to another app');
    },
  },
  {
    name: '11 scope',
    check({ scope }, _policy, client) {
      return client === undefined || scope === undefined || CLIENT_RULES[client.client].scopes.includes(scope) ? undefined : new AppError('FORBIDDEN_SCOPE', scope);
    },
  },
  {
    name: '12 rate',
    check(_request, policy, client) {
      return client === undefined || policy.take(client.kid) ? undefined : new AppError('TOO_MANY_REQUESTS');
    },
  },
];

export type Judgement = { readonly kind: 'refuse'; readonly error: AppError } | { readonly kind: 'preflight' } | { readonly kind: 'admit'; readonly client: KnownClient | undefined };

/** Asks every step in order. */
export function judge(request: GuardedRequest, policy: GuardPolicy, steps: readonly GuardStep[] = GUARD_STEPS): Judgement {
  let client: KnownClient | undefined;
  for (const step of steps) {
    const verdict = step.check(request, policy, client);
    if (verdict instanceof AppError) return { kind: 'refuse', error: verdict };
    if (verdict === 'preflight') return { kind: 'preflight' };
    if (verdict === 'admit') break;
    client = verdict ?? client;
  }
  return { kind: 'admit', client };
}
