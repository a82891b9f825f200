import type { HostileRig } from './hostile-rig';
import type { Vocabulary } from './hostile-requests';
import { sendRequest, type WireRequest } from './send-request';

interface Control { readonly name: string; readonly request: WireRequest; readonly status: number }

/** What must go on working while everything hostile is refused. Returns the names of those that did not. */
export async function runPositiveControls({ port, tokens, access }: HostileRig, v: Vocabulary): Promise<readonly string[]> {
  const { valid } = tokens, { host, bearer, own, client, json, upgrade } = v;
  const none = ['origin', 'null'] as const, self = ['origin', own] as const;
  const get = (name: string, path: string, ...headers: WireRequest['headers']): Control => ({ name, status: 200, request: { method: 'GET', path, headers } });
  const models = (name: string, ...headers: WireRequest['headers']) => get(name, '/v1/models', ...headers);
  const ask = (name: string, status: number, ...headers: WireRequest['headers']): Control => ({ name, status, request: { method: 'OPTIONS', path: '/v1/jobs', headers: [host, ...headers, ['access-control-request-method', 'POST'], ['access-control-request-headers', 'authorization, content-type, x-companion-client']] } });
  const post = (name: string, path: string, body: string, status: number, ...headers: WireRequest['headers']): Control => ({ name, status, request: { method: 'POST', path, body, headers: [host, client, json, ...headers] } });
  const socket = (name: string, kid: string, ...headers: WireRequest['headers']): Control => ({ name, status: 101, request: { method: 'GET', path: '/v1/socket', headers: [host, ...upgrade, ['sec-websocket-protocol', `companion.v1, ticket.${access.tickets.issue(kid).word}`], ...headers] } });
  const kidOf = (token: string) => token.split('.')[1]!;
  const { code } = access.pairing.open('figma');
  const controls: readonly Control[] = [
    get('anybody asks for health', '/health', host), get('anybody says hello', '/v1/hello', host), get('a browser opens the panel', '/panel', host, ['sec-fetch-mode', 'navigate'], ['sec-fetch-dest', 'document'], ['sec-fetch-site', 'none']),
    get('another site links to the panel', '/panel', host, ['sec-fetch-mode', 'navigate'], ['sec-fetch-dest', 'document'], ['sec-fetch-site', 'cross-site']),
    get('the panel loads its script', '/panel/main.js', host, ['sec-fetch-mode', 'cors'], ['sec-fetch-dest', 'script'], ['sec-fetch-site', 'same-origin']), get('and its styles', '/panel/main.css', host),
    get('Figma says hello', '/v1/hello', host, none),
    ...v.goodHosts.map((name) => models(`the command line by ${name}`, ['host', name], bearer(valid.cli))), models('by the name in capitals', ['host', v.goodHosts[0]!.toUpperCase()], bearer(valid.cli)),
    models('the panel', host, bearer(valid.browser), ['sec-fetch-site', 'same-origin'], ['sec-fetch-mode', 'cors']), models('the panel with its Origin', host, bearer(valid.browser), self),
    models('Photoshop', host, bearer(valid.photoshop)), models('Figma', host, bearer(valid.figma), none, ['sec-fetch-site', 'cross-site'], ['sec-fetch-mode', 'cors']),
    get('the panel lists apps', '/v1/clients', host, bearer(valid.browser)), get('so does the command line', '/v1/clients', host, bearer(valid.cli)),
    ask('the panel asks first', 204, self), ask('Figma asks first', 204, none),
    post('Figma gets a ticket', '/v1/ws-ticket', '{}', 201, bearer(valid.figma), none), post('the panel writes', '/v1/ws-ticket', '{}', 201, bearer(valid.browser), self), post('Photoshop writes', '/v1/ws-ticket', '{}', 201, bearer(valid.photoshop)),
    socket('Figma opens a socket', kidOf(valid.figma), none), socket('Photoshop opens a socket', kidOf(valid.photoshop)),
    post('Figma pairs', '/v1/pair/complete', JSON.stringify({ code, client: 'figma', pluginId: '', name: '' }), 201, none),
  ];
  const failed: string[] = [];
  for (const { name, request, status } of controls) {
    const answer = await sendRequest(port, request).catch(() => undefined);
    if (answer?.status !== status) failed.push(`${name}: ${answer?.status ?? 'no answer'}`);
  }
  const calls = await Promise.all(Array.from({ length: 420 }, () => sendRequest(port, { method: 'GET', path: '/v1/token', headers: [host, bearer(tokens.runaway)] })));
  if (!calls.some(({ status }) => status === 429)) failed.push('an app that runs wild was not slowed down');
  return failed;
}
