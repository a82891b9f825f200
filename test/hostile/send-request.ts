import { Agent, request } from 'node:http';

/** A request as it goes over the wire: nothing is added to these headers. */
export interface WireRequest { readonly method: string; readonly path: string; readonly headers: readonly (readonly [name: string, value: string])[]; readonly body?: string }
export interface WireAnswer { readonly status: number; readonly allowOrigin: string | undefined }

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** Sends it to the port as it is. 101 for an upgrade that was granted. */
export function sendRequest(port: number, sent: WireRequest): Promise<WireAnswer> {
  const { method, path, headers, body } = sent;
  return new Promise((resolve, reject) => {
    const isUpgrade = headers.some(([name]) => name.toLowerCase() === 'upgrade');
    const lines = [...headers, ...(isUpgrade ? [['connection', 'Upgrade'] as const] : []), ...(method === 'GET' || method === 'HEAD' ? [] : [['content-length', String(Buffer.byteLength(body ?? ''))] as const])];
    const call = request({ host: '127.0.0.1', port, method, path, headers: lines.flat(), setHost: false, ...(isUpgrade ? {} : { agent }) });
    call.once('response', (response) => {
      response.resume();
      response.once('end', () => { resolve({ status: response.statusCode ?? 0, allowOrigin: response.headers['access-control-allow-origin'] }); });
      response.once('error', reject);
    });
    call.once('upgrade', (_response, socket) => { socket.destroy(); resolve({ status: 101, allowOrigin: undefined }); });
    call.once('error', (error: NodeJS.ErrnoException) => {
      // the server may end an idle connection just when it is used again (nodejs.org/api/http.html#requestreusedsocket)
      if (call.reusedSocket && error.code === 'ECONNRESET') sendRequest(port, sent).then(resolve, reject);
      else reject(error);
    });
    call.end(body);
  });
}
