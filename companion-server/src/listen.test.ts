import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultConfig } from './config';
import { createLogger, startCompanion, type Companion } from './main';

const hasIpv6 = Object.values(networkInterfaces()).flat().some((address) => address?.address === '::1');
const withIpv6 = hasIpv6 ? it : it.skip;

/** Another program on a port of our choice, or of the system's. */
function occupy(host: string, port = 0): Promise<{ readonly port: number; readonly server: Server }> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => { socket.destroy(); });
    server.once('error', reject);
    server.listen({ host, port, ipv6Only: true }, () => { resolve({ server, port: (server.address() as { port: number }).port }); });
  });
}

describe('where the companion listens', () => {
  let folder: string;
  const open: (Server | Companion)[] = [];
  const start = async (ports: readonly number[], dataFolder = folder) => {
    const companion = await startCompanion({ ...defaultConfig(), ports: [...ports], dataFolder, modelFolder: folder, reserveBytes: 0, shutdownGraceMs: 0 }, {
      panelFolder: '',
      workerPath: join(__dirname, 'jobs', 'fixtures', 'worker.mjs'),
      log: createLogger('silent'),
      providers: { models: () => Promise.reject(new Error('not here')), doctor: () => Promise.reject(new Error('not here')) },
    });
    open.push(companion);
    return companion;
  };
  const taken = async (host: string, port?: number) => { const { server, port: actual } = await occupy(host, port); open.push(server); return actual; };
  /** a port that was free a moment ago */
  const freePort = async () => { const { server, port } = await occupy('127.0.0.1'); await new Promise((resolve) => server.close(resolve)); return port; };

  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'photocrafter-listen-')); });
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
    rmSync(folder, { recursive: true });
  });

  withIpv6('answers on both loopback families, and nowhere else', async () => {
    const { address } = await start([0]);
    const { port } = new URL(address);
    for (const host of ['127.0.0.1', '[::1]', 'localhost']) expect((await fetch(`http://${host}:${port}/health`)).status).toBe(200);
    const outside = Object.values(networkInterfaces()).flat().find((entry) => entry?.family === 'IPv4' && !entry.internal);
    if (outside !== undefined) await expect(fetch(`http://${outside.address}:${port}/health`)).rejects.toThrow();
  });
  it('goes to the next port when another program has the IPv4 side', async () => {
    const next = await freePort();
    expect((await start([await taken('127.0.0.1'), next])).address).toBe(`http://localhost:${next}`);
  });
  withIpv6('goes to the next port when another program has the IPv6 side, and leaves nothing behind', async () => {
    const busy = await taken('::1');
    const next = await freePort();
    expect((await start([busy, next])).address).toBe(`http://localhost:${next}`);
    await expect(fetch(`http://127.0.0.1:${busy}/health`)).rejects.toThrow();
  });
  it('gives up with a typed error when every port is taken, and leaves the data folder free', async () => {
    const busy = [await taken('127.0.0.1'), await taken('127.0.0.1')];
    await expect(start(busy)).rejects.toMatchObject({ code: 'PORT_IN_USE', detail: busy.join(', ') });
    await start([0]);
  });
  it('lets a second companion neither take the data folder nor disturb the first', async () => {
    const { address } = await start([0]);
    await expect(start([0])).rejects.toMatchObject({ code: 'ALREADY_RUNNING' });
    expect((await fetch(`${address}/health`)).status).toBe(200);
  });
  it('can be started again where it was closed', async () => {
    const { address } = await start([0]);
    await (open.pop() as Companion).close();
    expect((await start([Number(new URL(address).port)])).address).toBe(address);
  });
});
