import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';

/** Another address of this computer: the page dials the companion's own port there, so that its proof (which names the port) holds. */
const HOST = '127.0.0.2';

/** Answers a call in the companion's place; undefined lets it pass. */
export type Fault = (path: string, method: string) => { readonly status: number; readonly body: unknown } | 'cut' | undefined;

/** A wire to the real companion that tests can disturb: cut, or with other answers. The page, its policy and the guard are the companion's. */
export interface PanelStand { readonly address: string; readonly calls: readonly string[]; fault: Fault; close(): Promise<void> }

export async function openPanelStand(companionPort: number): Promise<PanelStand> {
  const calls: string[] = [];
  const stand = { address: '', calls, fault: (() => undefined) as Fault, close: async () => { server.closeAllConnections(); server.close(); await once(server, 'close'); } };
  const server = createServer((incoming, outgoing) => {
    const { method = 'GET', url = '/' } = incoming;
    const path = url.split('?', 1)[0]!;
    const isPage = path.startsWith('/panel');
    if (!isPage) calls.push(`${method} ${path}`);
    const fault = isPage ? undefined : stand.fault(path, method);
    if (fault === 'cut') { incoming.socket.destroy(); return; }
    if (fault !== undefined) { outgoing.writeHead(fault.status, { 'content-type': 'application/json' }).end(JSON.stringify(fault.body)); return; }
    forward(incoming, outgoing, companionPort);
  }).listen(companionPort, HOST);
  await once(server, 'listening');
  stand.address = `http://${HOST}:${companionPort}`;
  return stand;
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
