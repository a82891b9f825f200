import fc from 'fast-check';
import type { HostileRig } from './hostile-rig';
import type { WireRequest } from './send-request';

type Header = readonly [string, string];
/** `flaw`: what is wrong with it. */
export interface HostileRequest extends WireRequest { readonly flaw: string }

const UUID = '00000000-0000-4000-8000-000000000009';
const WIRE_KEY = 'dGhlIHNhbXBsZSBub25jZQ==';

/** Everything that requests are put together from, good and bad, for one running server. */
export function vocabularyOf({ port, tokens, picture }: HostileRig) {
  const own = `http://localhost:${port}`;
  const goodHosts = [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`];
  const badHosts = [`evil.example:${port}`, 'evil.example', 'localhost', `localhost:${port + 1}`, `localhost.:${port}`, `localhost.evil.example:${port}`, `0.0.0.0:${port}`, `127.0.0.2:${port}`, `127.1:${port}`, `2130706433:${port}`, `[::]:${port}`, `[::ffff:127.0.0.1]:${port}`, `evil@localhost:${port}`];
  const badOrigins = ['https://evil.example', 'http://evil.example', `http://evil.example:${port}`, `https://localhost:${port}`, 'http://localhost', `http://localhost:${port + 1}`, `${own}.evil.example`, `${own}/`, `${own}@evil.example`, `http://evil.example#${own}`, 'NULL', 'null ,https://evil.example', 'file://', 'about:blank', 'chrome-extension://abcdefghijklmnop', 'https://www.figma.com', 'https://x.wxp.adobe-addons.com', `http://127.0.0.2:${port}`, `http://[::2]:${port}`, 'undefined', '*'];
  const badTokens = ['', 'Bearer', 'Bearer x', `Basic ${tokens.valid.cli}`, tokens.valid.cli, `Bearer  ${tokens.valid.cli}`, `bearer ${tokens.valid.cli}`, `Bearer ${tokens.valid.cli} x`, `Bearer ${tokens.valid.cli}x`, `Bearer ${tokens.valid.cli.slice(0, -1)}`, `Bearer ${tokens.revoked}`, `Bearer ${tokens.expired}`, `Bearer ${tokens.wrongSecret}`, `Bearer ${tokens.unknown}`, 'Bearer cmp1.__proto__.x', `Bearer ${tokens.valid.cli.replace('cmp1', 'cmp2')}`];
  const job = JSON.stringify({ kind: 'enhance', asset: { sha256: picture }, name: 'a', strength: 1, formats: [] });
  const json: Header = ['content-type', 'application/json'], client: Header = ['x-companion-client', 'test/1'];
  const post = (path: string, body: string, type: Header = json, ...more: readonly Header[]): WireRequest => ({ method: 'POST', path, body, headers: [client, type, ...more] });
  const get = (path: string): WireRequest => ({ method: 'GET', path, headers: [] });
  /** what a token of any kind may ask, and would get, were the rest right */
  const work = [
    get('/v1/models'), get('/v1/doctor'), get('/v1/token'), get(`/v1/assets/${picture}`),
    post('/v1/jobs', job, json, ['idempotency-key', UUID]), post('/v1/assets', 'new picture', ['content-type', 'application/octet-stream']), post('/v1/ws-ticket', '{}'),
  ];
  const admin = [get('/v1/clients'), post('/v1/pairing', '{"client":"figma"}'), post('/v1/panel/link', '{}')];
  const open = [get('/health'), get('/v1/hello'), get('/panel'), get('/panel/main.js')];
  const upgrade: readonly Header[] = [['upgrade', 'websocket'], ['sec-websocket-version', '13'], ['sec-websocket-key', WIRE_KEY]];
  const host: Header = ['host', goodHosts[0]!];
  const bearer = (token: string): Header => ['authorization', `Bearer ${token}`];
  return { own, port, tokens, goodHosts, badHosts, badOrigins, badTokens, work, admin, open, upgrade, host, bearer, client, json, job };
}
export type Vocabulary = ReturnType<typeof vocabularyOf>;

/** One thing wrong and all else right: each would be accepted if its guard were missing. Every combination. */
export function sharpRequests(v: Vocabulary): readonly HostileRequest[] {
  const { tokens: { valid }, host, bearer, work, admin, open, own, upgrade, client, json } = v;
  const protectedOnes = [...work, ...admin];
  const cli = bearer(valid.cli), self: Header = ['origin', own], none: Header = ['origin', 'null'];
  const all: HostileRequest[] = [];
  const add = (flaw: string, target: WireRequest, ...headers: readonly Header[]): void => { all.push({ flaw, ...target, headers: [...headers, ...target.headers] }); };

  for (const target of protectedOnes) {
    for (const bad of v.badHosts) add('host', target, ['host', bad], cli);
    add('host', target, host, host, cli);
    for (const bad of v.badOrigins) for (const token of [valid.cli, valid.browser, valid.figma]) add('origin', target, host, bearer(token), ['origin', bad]);
    add('origin', target, host, bearer(valid.browser), self, self);
    for (const bad of v.badTokens) for (const origin of [[], [self], [none]]) add('token', target, host, ['authorization', bad], ...origin);
    for (const origin of [[], [self], [none]]) add('token', target, host, ...origin);
    add('token', target, host, cli, cli);
    for (const headers of [[bearer(valid.figma)], [bearer(valid.figma), self], [bearer(valid.photoshop), none], [bearer(valid.photoshop), self], [bearer(valid.browser), none], [cli, none], [cli, self]]) add('class', target, host, ...headers);
    for (const mode of ['navigate', 'no-cors', 'nested-navigate']) for (const dest of ['document', 'image', 'iframe', 'empty']) add('navigation', target, host, cli, ['sec-fetch-mode', mode], ['sec-fetch-dest', dest]);
    for (const site of ['cross-site', 'same-site']) add('site', target, host, cli, ['sec-fetch-site', site], ['sec-fetch-mode', 'cors']);
    for (const headers of [[], [['sec-websocket-protocol', 'companion.v1'] as const], [['sec-websocket-protocol', `companion.v1, ticket.${'A'.repeat(43)}`] as const]]) add('socket', target, host, cli, ...upgrade, ...headers);
  }
  for (const target of admin) for (const headers of [[bearer(valid.figma), none], [bearer(valid.photoshop)]]) add('scope', target, host, ...headers);
  for (const target of open) {
    for (const bad of v.badHosts) add('host', target, ['host', bad]);
    for (const bad of v.badOrigins) add('origin', target, host, ['origin', bad]);
    add('path', { ...target, path: `${target.path}?${'a'.repeat(3000)}` }, host);
    add('navigation', target, host, ['sec-fetch-mode', 'no-cors'], ['sec-fetch-dest', 'image']);
    add('navigation', target, host, ['sec-fetch-mode', 'navigate'], ['sec-fetch-dest', 'iframe']);
    add('site', target, host, ['sec-fetch-site', 'cross-site'], ['sec-fetch-mode', 'cors']);
  }
  for (const { body = '', path, headers } of work.filter(({ method }) => method === 'POST')) {
    const rest = headers.filter(([name]) => name === 'idempotency-key');
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonx', 'text/json', '']) add('form', { method: 'POST', path, body, headers: rest }, host, cli, client, ['content-type', type]);
    add('form', { method: 'POST', path, body, headers: rest }, host, client, ['content-type', 'text/plain']);
    for (const name of [undefined, '', '<script>', 'UPPER', 'a'.repeat(40)]) add('form', { method: 'POST', path, body, headers: rest }, host, cli, headers.find(([header]) => header === 'content-type') ?? json, ...(name === undefined ? [] : [['x-companion-client', name] as const]));
  }
  for (const path of ['/v1/%2e%2e%2fetc', '/panel/%2f..%2f..%2fetc/passwd', '/panel/..%5cmain.js', '/panel%00', '//v1/models', '/v1//models', '/v1/models%2f', '/panel/../../etc/passwd', '/v1/models/', '/V1/models', '/v1/assets/../models', '/v1/assets/%2e%2e']) add('path', { method: 'GET', path, headers: [] }, host, cli);
  for (const protocol of [undefined, 'companion.v1', 'ticket.x', `companion.v1, ticket.${'B'.repeat(43)}`]) for (const origin of [[], [self], [none]]) add('socket', { method: 'GET', path: '/v1/socket', headers: [] }, host, cli, ...upgrade, ...origin, ...(protocol === undefined ? [] : [['sec-websocket-protocol', protocol] as const]));
  for (const method of ['PUT', 'TRACE', 'CONNECTX', 'get']) for (const origin of [[self], []]) add('preflight', { method: 'OPTIONS', path: '/v1/jobs', headers: [] }, host, ...origin, ['access-control-request-method', method]);
  add('preflight', { method: 'OPTIONS', path: '/v1/jobs', headers: [] }, host, self, ['access-control-request-method', 'POST'], ['access-control-request-headers', 'x-evil']);
  for (const [path, body] of [['/v1/pair/complete', '{"code":"000000","client":"figma","pluginId":"","name":""}'], ['/v1/panel/exchange', JSON.stringify({ code: 'A'.repeat(43) })]] as const) {
    for (const origin of [[], [self], [none]]) add('code', { method: 'POST', path, body, headers: [] }, host, client, json, ...origin);
    add('form', { method: 'POST', path, body, headers: [] }, host, client, ['content-type', 'text/plain']);
  }
  return all;
}

/** One thing wrong and everything else by chance, from the same words; the same `seed` gives the same requests. */
export function bluntRequests(v: Vocabulary, count: number, seed: number): readonly HostileRequest[] {
  const headerOf = (name: string, values: readonly (string | undefined)[]) => fc.constantFrom(...values).map((value): readonly Header[] => (value === undefined ? [] : [[name, value]]));
  const target = fc.constantFrom(...v.work, ...v.admin);
  const goodTokens = Object.values(v.tokens.valid).map((token) => `Bearer ${token}`);
  const parts = (hosts: readonly string[], origins: readonly (string | undefined)[], tokens: readonly (string | undefined)[]) => fc.tuple(
    target, headerOf('host', hosts), headerOf('origin', origins), headerOf('authorization', tokens),
    headerOf('sec-fetch-mode', [undefined, 'cors', 'navigate', 'no-cors']), headerOf('sec-fetch-site', [undefined, 'none', 'same-origin', 'same-site', 'cross-site']), headerOf('sec-fetch-dest', [undefined, 'empty', 'document', 'image', 'iframe']),
  );
  const hosts = [...v.goodHosts, ...v.badHosts], origins = [undefined, 'null', v.own, ...v.badOrigins], tokens = [undefined, ...v.badTokens, ...goodTokens];
  const any = fc.oneof(
    parts(v.badHosts, origins, tokens).map((drawn) => ['host', drawn] as const),
    parts(hosts, v.badOrigins, tokens).map((drawn) => ['origin', drawn] as const),
    parts(hosts, origins, [undefined, ...v.badTokens]).map((drawn) => ['token', drawn] as const),
  );
  return fc.sample(any, { numRuns: count, seed }).map(([flaw, [request, ...headers]]) => ({ flaw: `${flaw}, by chance`, ...request, headers: [...headers.flat(), ...request.headers] }));
}
