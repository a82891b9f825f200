import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../companion-server/dist/panel');
/** trust.md section 3.4 */
const POLICY = "default-src 'none'; frame-ancestors 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob:";
const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/panel': ['index.html', 'text/html; charset=utf-8'], '/panel/main.js': ['main.js', 'text/javascript; charset=utf-8'], '/panel/main.css': ['main.css', 'text/css; charset=utf-8'],
};

/** Answers a call in the companion's place; undefined lets it pass. */
export type Fault = (path: string, method: string) => { readonly status: number; readonly body: unknown } | 'cut' | undefined;

/**
 * The panel's page with a wire to the real companion that tests can disturb: cut, or with other answers. It stands on the address that
 * the companion itself would have, so that the page's policy and the companion's guard are the real ones.
 */
export interface PanelStand { readonly address: string; readonly calls: readonly string[]; fault: Fault; close(): Promise<void> }

export async function openPanelStand(companionPort: number): Promise<PanelStand> {
  const calls: string[] = [];
  const stand = { address: '', calls, fault: (() => undefined) as Fault, close: async () => { server.closeAllConnections(); server.close(); await once(server, 'close'); } };
  const server = createServer((incoming, outgoing) => {
    const { method = 'GET', url = '/' } = incoming;
    const path = url.split('?', 1)[0]!;
    const file = FILES[path];
    if (file !== undefined) { serve(outgoing, ...file); return; }
    calls.push(`${method} ${path}`);
    const fault = stand.fault(path, method);
    if (fault === 'cut') { incoming.socket.destroy(); return; }
    if (fault !== undefined) { outgoing.writeHead(fault.status, { 'content-type': 'application/json' }).end(JSON.stringify(fault.body)); return; }
    forward(incoming, outgoing, companionPort);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  stand.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return stand;
}

function serve(outgoing: ServerResponse, file: string, type: string): void {
  outgoing.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' }).end(readFileSync(join(FOLDER, file)));
}

/** The companion must believe that it was called by its own address. */
function forward(incoming: IncomingMessage, outgoing: ServerResponse, port: number): void {
  const own = `127.0.0.1:${port}`;
  const headers = { ...incoming.headers, host: own, ...(incoming.headers.origin !== undefined && { origin: `http://${own}` }) };
  const call = request({ host: '127.0.0.1', port, method: incoming.method, path: incoming.url, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(outgoing);
  });
  call.on('error', () => { outgoing.destroy(); });
  outgoing.on('close', () => { call.destroy(); });
  incoming.pipe(call);
}
