import { createServer, type Server } from 'node:net';
import { AppError, toAppError } from '@photocrafter/shared/errors/app-error';
import type { Config } from './config';
import { errorCode } from './error-code';
import type { TypedApp } from './routes/typed-app';

const PROXY_ADDRESS = '::1';
/** IPv6 switched off is no reason to stay away; a port that somebody else holds on either family is. */
const NO_IPV6 = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/**
 * Listens on the first port of the list that is free on both loopback families (trust.md section 3.1): fastify on 127.0.0.1, and a
 * second socket on ::1 that hands its connections to the same server. Returns the port. PORT_IN_USE when none is free.
 */
export async function listenOnLoopback(app: TypedApp, { ports, listen }: Pick<Config, 'ports' | 'listen'>): Promise<number> {
  let secondary: Server | undefined;
  app.addHook('onClose', async () => { await closeServer(secondary); });
  for (const candidate of ports) {
    const taken = await bindSecondary(app, listen.includes(PROXY_ADDRESS), candidate);
    if (taken === 'busy') continue;
    secondary = taken;
    const port = candidate === 0 && secondary !== undefined ? portOf(secondary) : candidate;
    try {
      await app.listen({ host: '127.0.0.1', port });
      return portOf(app.server);
    } catch (error) {
      await closeServer(secondary);
      secondary = undefined;
      if (errorCode(error) !== 'EADDRINUSE') throw toAppError(error);
    }
  }
  throw new AppError('PORT_IN_USE', ports.join(', '));
}

async function bindSecondary(app: TypedApp, wanted: boolean, port: number): Promise<Server | 'busy' | undefined> {
  if (!wanted) return undefined;
  const server = createServer((socket) => { app.server.emit('connection', socket); });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: PROXY_ADDRESS, port, ipv6Only: true }, resolve);
    });
    return server;
  } catch (error) {
    if (NO_IPV6.has(errorCode(error))) return undefined;
    if (errorCode(error) === 'EADDRINUSE') return 'busy';
    throw toAppError(error);
  }
}

async function closeServer(server: Server | undefined): Promise<void> {
  if (server?.listening === true) await new Promise<void>((resolve) => { server.close(() => { resolve(); }); });
}

function portOf(server: { address(): ReturnType<Server['address']> }): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
