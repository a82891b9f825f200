import { request as httpRequest } from 'node:http';
import { sendRaw, startTestCompanion, type TestCompanion } from '../companion.fixture';
import type { KnownClient } from '../store/client-store';
import { GUARD_STEPS, judge, type GuardedRequest, type GuardPolicy } from './guard-steps';

/** One request as header lines, and what must come of it. `token`: whose it brings; by default one that goes with the Origin, so that nothing else is wrong. */
interface Case {
  readonly name: string; readonly method?: string; readonly target?: string; readonly scope?: GuardedRequest['scope'];
  readonly token?: string | null; readonly lines: readonly (readonly [string, string])[]; readonly verdict: string;
}

const PORT = 41417;
const known = (client: KnownClient['client'], origin?: string): KnownClient => ({ kid: client, client, origin });
const clients: Readonly<Record<string, KnownClient>> = {
  browser: known('browser'), figma: known('figma', 'null'), cli: known('cli'), photoshop: known('photoshop'), otherPhotoshop: known('photoshop', 'null'), runaway: { ...known('cli'), kid: 'runaway' },
};
const policy: GuardPolicy = {
  pages: new Set(['/panel']), publicPaths: new Set(['/health', '/v1/hello', '/panel']), codePaths: new Set(['/v1/pair/complete']),
  identify: (token) => clients[token],
  redeemTicket: (ticket) => clients[ticket],
  take: (kid) => kid !== 'runaway',
};
const host = ['host', `localhost:${PORT}`] as const;
const self = ['origin', `http://localhost:${PORT}`] as const;
const posting = [host, ['x-companion-client', 'photoshop/0.1.0'], ['content-type', 'application/json']] as const;
const upgrade = (ticket: string) => [host, ['upgrade', 'websocket'], ['sec-websocket-protocol', `companion.v1, ticket.${ticket}`]] as const;
const preflight = [host, self, ['access-control-request-method', 'POST'], ['access-control-request-headers', 'content-type, x-companion-client']] as const;

const positive: readonly Case[] = [
  { name: 'Figma reads', lines: [host, ['origin', 'null']], verdict: 'admit' },
  { name: 'Photoshop reads', token: 'photoshop', lines: [host], verdict: 'admit' },
  { name: 'Photoshop that had an Origin when it was paired', token: 'otherPhotoshop', lines: [host, ['origin', 'null']], verdict: 'admit' },
  { name: 'Figma asks first', method: 'OPTIONS', token: null, lines: [host, ['origin', 'null'], ['access-control-request-method', 'GET']], verdict: 'preflight' },
  { name: 'an app that pairs', method: 'POST', target: '/v1/pair/complete', token: null, lines: [...posting, ['origin', 'null']], verdict: 'admit' },
  { name: 'Figma opens a socket', target: '/v1/socket', token: null, lines: [...upgrade('figma'), ['origin', 'null']], verdict: 'admit' },
  { name: 'anybody says hello', target: '/v1/hello?kid=1', token: null, lines: [host], verdict: 'admit' },
  { name: 'the own page lists apps', target: '/v1/clients', scope: 'admin', token: 'browser', lines: [host], verdict: 'admit' },
  { name: 'a native program reads', lines: [host], verdict: 'admit' },
  { name: 'by IPv4 address', lines: [['host', `127.0.0.1:${PORT}`]], verdict: 'admit' },
  { name: 'by IPv6 address', lines: [['host', `[::1]:${PORT}`]], verdict: 'admit' },
  { name: 'in capitals', lines: [['host', `LOCALHOST:${PORT}`]], verdict: 'admit' },
  { name: 'a native program writes', method: 'POST', lines: posting, verdict: 'admit' },
  { name: 'with a charset', method: 'POST', lines: [host, posting[1], ['content-type', 'application/json; charset=utf-8']], verdict: 'admit' },
  { name: 'the own page reads', lines: [host, ['sec-fetch-site', 'same-origin'], ['sec-fetch-mode', 'cors']], verdict: 'admit' },
  { name: 'the own page writes', method: 'POST', lines: [...posting, self], verdict: 'admit' },
  { name: 'the own page asks first', method: 'OPTIONS', lines: preflight, verdict: 'preflight' },
  { name: 'the user opens the panel', target: '/panel', lines: [['host', `localhost:${PORT}`], ['sec-fetch-mode', 'navigate'], ['sec-fetch-dest', 'document'], ['sec-fetch-site', 'none']], verdict: 'admit' },
];
const evil = ['origin', 'https://evil.example'] as const;
/** Each is refused by the step it is named after, and by no other: that is what the removal run proves. */
const hostile: Readonly<Record<string, readonly Case[]>> = {
  '1 host': [
    { name: 'a rebound name', lines: [['host', `evil.example:${PORT}`]], verdict: 'FORBIDDEN_HOST' },
    { name: 'no port', lines: [['host', 'localhost']], verdict: 'FORBIDDEN_HOST' },
    { name: 'another port', lines: [['host', 'localhost:80']], verdict: 'FORBIDDEN_HOST' },
    { name: 'a longer name', lines: [['host', `localhost.evil.example:${PORT}`]], verdict: 'FORBIDDEN_HOST' },
    { name: 'a trailing dot', lines: [['host', `localhost.:${PORT}`]], verdict: 'FORBIDDEN_HOST' },
    { name: 'any interface', lines: [['host', `0.0.0.0:${PORT}`]], verdict: 'FORBIDDEN_HOST' },
    { name: 'two, the second ours', lines: [['host', 'evil.example'], host], verdict: 'FORBIDDEN_HOST' },
    { name: 'two, both ours', lines: [host, host], verdict: 'FORBIDDEN_HOST' },
    { name: 'none', lines: [], verdict: 'FORBIDDEN_HOST' },
  ],
  '2 path': [
    ...['%2f', '%2F', '%5c', '%00', '\\', '//'].map((part) => ({ name: part, target: `/v1/a${part}b`, lines: [host], verdict: 'INVALID_REQUEST' })),
    { name: 'absolute form', target: `http://localhost:${PORT}/health`, lines: [host], verdict: 'INVALID_REQUEST' },
    { name: 'very long', target: `/v1/${'a'.repeat(2048)}`, lines: [host], verdict: 'ADDRESS_TOO_LONG' },
  ],
  '3 origin': [
    { name: 'a site', lines: [host, evil], verdict: 'FORBIDDEN_ORIGIN' },
    { name: 'null in capitals', lines: [host, ['origin', 'NULL']], verdict: 'FORBIDDEN_ORIGIN' },
    { name: 'https of ours', lines: [host, ['origin', `https://localhost:${PORT}`]], verdict: 'FORBIDDEN_ORIGIN' },
    { name: 'another port of ours', lines: [host, ['origin', 'http://localhost:3000']], verdict: 'FORBIDDEN_ORIGIN' },
    { name: 'ours as a prefix', lines: [host, ['origin', `http://localhost:${PORT}.evil.example`]], verdict: 'FORBIDDEN_ORIGIN' },
    { name: 'empty', lines: [host, ['origin', '']], verdict: 'FORBIDDEN_ORIGIN' },
    { name: 'two', lines: [host, self, evil], verdict: 'FORBIDDEN_ORIGIN' },
    { name: 'a site that writes', method: 'POST', lines: [...posting, evil], verdict: 'FORBIDDEN_ORIGIN' },
  ],
  '4 navigation': [
    { name: 'a picture of an address', lines: [host, ['sec-fetch-mode', 'no-cors'], ['sec-fetch-dest', 'image']], verdict: 'FORBIDDEN_ORIGIN' },
    { name: 'a frame', target: '/panel', lines: [host, ['sec-fetch-mode', 'navigate'], ['sec-fetch-dest', 'iframe']], verdict: 'FORBIDDEN_ORIGIN' },
    { name: 'a page that is none', target: '/v1/models', lines: [host, ['sec-fetch-mode', 'navigate'], ['sec-fetch-dest', 'document']], verdict: 'FORBIDDEN_ORIGIN' },
  ],
  '5 site': [
    { name: 'another site', lines: [host, ['sec-fetch-site', 'cross-site']], verdict: 'FORBIDDEN_ORIGIN' },
    { name: 'another port', lines: [host, ['sec-fetch-site', 'same-site']], verdict: 'FORBIDDEN_ORIGIN' },
  ],
  '6 preflight': [
    { name: 'an unknown header', method: 'OPTIONS', lines: [host, self, ['access-control-request-method', 'POST'], ['access-control-request-headers', 'x-evil']], verdict: 'FORBIDDEN_ORIGIN' },
    { name: 'an unknown method', method: 'OPTIONS', lines: [host, self, ['access-control-request-method', 'TRACE']], verdict: 'FORBIDDEN_ORIGIN' },
    { name: 'without an origin', method: 'OPTIONS', lines: [host, ['access-control-request-method', 'POST']], verdict: 'FORBIDDEN_ORIGIN' },
  ],
  '8 ticket': [
    { name: 'no ticket, but a token', target: '/v1/socket', lines: [host, ['upgrade', 'websocket'], ['sec-websocket-protocol', 'companion.v1']], verdict: 'NOT_PAIRED' },
    { name: 'a wrong ticket, but a token', target: '/v1/socket', lines: upgrade('stranger'), verdict: 'NOT_PAIRED' },
    { name: 'two tickets', target: '/v1/socket', lines: [...upgrade('cli'), ['sec-websocket-protocol', 'ticket.cli']], verdict: 'NOT_PAIRED' },
    { name: 'another protocol', target: '/v1/socket', lines: [host, ['upgrade', 'websocket'], ['sec-websocket-protocol', 'x, ticket.cli']], verdict: 'NOT_PAIRED' },
    { name: 'another address', target: '/v1/models', lines: upgrade('cli'), verdict: 'INVALID_REQUEST' },
  ],
  '9 client': [
    { name: 'a write without it', method: 'POST', lines: [host, posting[2]], verdict: 'MISSING_CLIENT' },
    { name: 'a write with nonsense', method: 'DELETE', lines: [host, posting[2], ['x-companion-client', '<script>']], verdict: 'MISSING_CLIENT' },
  ],
  '9 media type': [
    ...['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonx', ''].map((type) => ({ name: type, method: 'POST', lines: [host, posting[1], ['content-type', type]] as const, verdict: 'UNSUPPORTED_MEDIA_TYPE' })),
    { name: 'none', method: 'PATCH', lines: [host, posting[1]], verdict: 'UNSUPPORTED_MEDIA_TYPE' },
    { name: 'a form that would pair', method: 'POST', target: '/v1/pair/complete', token: null, lines: [host, posting[1], ['content-type', 'text/plain']], verdict: 'UNSUPPORTED_MEDIA_TYPE' },
  ],
  '10 token': [
    { name: 'none', token: null, lines: [host], verdict: 'NOT_PAIRED' },
    { name: 'an unknown one', token: 'stranger', lines: [host], verdict: 'NOT_PAIRED' },
    { name: 'two', lines: [host, ['authorization', 'Bearer cli']], verdict: 'NOT_PAIRED' },
    { name: 'another scheme', token: null, lines: [host, ['authorization', 'Basic cli']], verdict: 'NOT_PAIRED' },
    { name: 'null as Origin and nothing else', token: null, lines: [host, ['origin', 'null']], verdict: 'NOT_PAIRED' },
    { name: 'a read of the pairing address', token: null, target: '/v1/pair/complete', lines: [host], verdict: 'NOT_PAIRED' },
  ],
  '11 class': [
    { name: 'the command line\'s with null', token: 'cli', lines: [host, ['origin', 'null']], verdict: 'NOT_PAIRED' },
    { name: 'the browser\'s with null', token: 'browser', lines: [host, ['origin', 'null']], verdict: 'NOT_PAIRED' },
    { name: 'Figma\'s ticket in the own page', target: '/v1/socket', token: null, lines: [...upgrade('figma'), self], verdict: 'NOT_PAIRED' },
    { name: 'Figma\'s without Origin', token: 'figma', lines: [host], verdict: 'NOT_PAIRED' },
    { name: 'Figma\'s in the own page', token: 'figma', lines: [host, self], verdict: 'NOT_PAIRED' },
    { name: 'Photoshop\'s with an Origin that it had not', token: 'photoshop', lines: [host, ['origin', 'null']], verdict: 'NOT_PAIRED' },
    { name: 'Photoshop\'s without the Origin that it had', token: 'otherPhotoshop', lines: [host], verdict: 'NOT_PAIRED' },
    { name: 'Photoshop\'s in the own page', token: 'photoshop', lines: [host, self], verdict: 'NOT_PAIRED' },
  ],
  '11 scope': [
    { name: 'Figma lists apps', scope: 'admin', token: 'figma', lines: [host, ['origin', 'null']], verdict: 'FORBIDDEN_SCOPE' },
    { name: 'Photoshop revokes', scope: 'admin', token: 'photoshop', method: 'POST', lines: posting, verdict: 'FORBIDDEN_SCOPE' },
  ],
  '12 rate': [{ name: 'one that runs wild', token: 'runaway', lines: [host], verdict: 'TOO_MANY_REQUESTS' }],
};

const tokenFor = (lines: Case['lines']): string => {
  const origin = lines.find(([name]) => name === 'origin')?.[1];
  return origin === 'null' ? 'figma' : origin === undefined ? 'cli' : 'browser';
};
const ask = ({ method = 'GET', target = '/v1/models', scope = 'work', lines, token = tokenFor(lines) }: Case, steps = GUARD_STEPS): string => {
  const all = token === null ? lines : [...lines, ['authorization', `Bearer ${token}`] as const];
  const judgement = judge({ method, target, lines: all.map(([name, value]) => [name, value]), port: PORT, scope }, policy, steps);
  return judgement.kind === 'refuse' ? judgement.error.code : judgement.kind;
};

describe('guard steps', () => {
  it.each(positive.map((row) => [row.name, row] as const))('let pass: %s', (_name, row) => { expect(ask(row)).toBe(row.verdict); });
  const rows = Object.entries(hostile).flatMap(([step, cases]) => cases.map((row) => [step, row.name, row] as const));
  it.each(rows)('%s refuses: %s', (_step, _name, row) => { expect(ask(row)).toBe(row.verdict); });
  it.each(rows)('only %s refuses: %s', (step, _name, row) => {
    expect(ask(row, GUARD_STEPS.filter(({ name }) => name !== step))).not.toBe(row.verdict);
  });
  it('admit public reads before a client is asked for', () => {
    expect(ask({ name: '', target: '/health', token: null, lines: [host], verdict: '' }, GUARD_STEPS.filter(({ name }) => name === '7 public' || name === '10 token'))).toBe('admit');
  });
});

describe('guard on a real socket', () => {
  let companion: TestCompanion;
  beforeAll(async () => { companion = await startTestCompanion(); });
  afterAll(() => companion.close());
  const get = (head: string, address?: string) => sendRaw(companion.port, `GET /v1/models HTTP/1.1\r\nAuthorization: Bearer ${companion.token}\r\n${head.replaceAll('PORT', String(companion.port))}Connection: close\r\n\r\n`, address);

  it.each([
    ['one Host', 'Host: localhost:PORT\r\n', 200],
    ['two Hosts', 'Host: localhost:PORT\r\nHost: localhost:PORT\r\n', 421],
    ['two Hosts, the first a stranger', 'Host: evil.example\r\nHost: localhost:PORT\r\n', 421],
    ['a rebound Host', 'Host: evil.example:PORT\r\n', 421],
    ['a site as Origin', 'Host: localhost:PORT\r\nOrigin: https://evil.example\r\n', 403],
    ['Origin null', 'Host: localhost:PORT\r\nOrigin: null\r\n', 401],
    ['no Host', '', 400],
    ['content length and chunks', 'Host: localhost:PORT\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n', 400],
    ['a folded header', 'Host: localhost:PORT\r\nX: a\r\n b\0c\r\n', 400],
  ])('answers %s as it should', async (_name, head, status) => {
    expect(await get(head)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });
  it('answers on ::1 as on 127.0.0.1, refusals as well', async () => {
    expect(await get('Host: [::1]:PORT\r\n', '::1')).toMatch(/^HTTP\/1.1 200 /);
    expect(await get('Host: evil.example:PORT\r\n', '::1')).toMatch(/^HTTP\/1.1 421 /);
  });
  it('guards addresses that do not exist, and those that cannot be decoded change nothing', async () => {
    const raw = (path: string, hostLine: string) => sendRaw(companion.port, `GET ${path} HTTP/1.1\r\nHost: ${hostLine}\r\nConnection: close\r\n\r\n`);
    expect(await raw('/none', 'evil.example')).toMatch(/^HTTP\/1.1 421 /);
    expect(await raw('/%zz', `localhost:${companion.port}`)).toMatch(/^HTTP\/1.1 400 /);
  });
  it('sets the protective headers on answers and refusals, and names only allowed origins', async () => {
    const refused = await get('Host: localhost:PORT\r\nOrigin: https://evil.example\r\n');
    const allowed = await get('Host: localhost:PORT\r\nOrigin: http://127.0.0.1:PORT\r\n');
    for (const answer of [refused, allowed]) {
      expect(answer).toMatch(/x-content-type-options: nosniff/i);
      expect(answer).toMatch(/content-security-policy: default-src 'none'/i);
      expect(answer).toMatch(/cache-control: no-store/i);
    }
    expect(refused).not.toMatch(/access-control-allow|cross-origin-resource-policy/i);
    expect(allowed).toContain(`access-control-allow-origin: http://127.0.0.1:${companion.port}`);
    expect(allowed).toMatch(/cross-origin-resource-policy: cross-origin/i);
    expect(allowed).not.toMatch(/allow-credentials/i);
  });
  it('refuses a body before reading it', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest({ port: companion.port, host: '127.0.0.1', method: 'POST', path: '/v1/assets', headers: { host: 'evil.example', 'content-type': 'application/octet-stream', 'content-length': 10 ** 9 } });
      request.once('response', (response) => { resolve(response.statusCode); request.destroy(); });
      request.once('error', reject);
      request.flushHeaders();
    });
    expect(status).toBe(421);
  });
});
