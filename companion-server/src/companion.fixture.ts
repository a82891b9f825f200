import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultConfig, type Config } from './config';
import { createLogger, startCompanion } from './main';

/** A companion on a free port with its own data folder, whose compute process does what a job's instruction says. */
export async function startTestCompanion(overrides: Partial<Config> = {}) {
  const dataFolder = mkdtempSync(join(tmpdir(), 'photocrafter-test-'));
  const config: Config = { ...defaultConfig(), ports: [0], dataFolder, modelFolder: dataFolder, reserveBytes: 0, shutdownGraceMs: 0, ...overrides };
  const start = () => startCompanion(config, {
    workerPath: join(__dirname, 'jobs', 'fixtures', 'worker.mjs'),
    panelFolder: join(__dirname, '..', 'dist', 'panel'),
    log: createLogger('silent'),
    providers: {
      models: () => Promise.resolve({ models: [] }),
      doctor: () => Promise.resolve({ version: '0', runtime: 'test', platform: 'test', providers: [], checks: [], hints: [] }),
    },
  });
  let companion = await start();
  return {
    config,
    get address() { return companion.address; },
    get token() { return companion.token; },
    get panelLink() { return companion.panelLink(); },
    get port() { return Number(new URL(companion.address).port); },
    async restart() { await companion.close(); companion = await start(); },
    async close() { await companion.close(); rmSync(dataFolder, { recursive: true }); },
  };
}
export type TestCompanion = Awaited<ReturnType<typeof startTestCompanion>>;

/** Sends text as it is over a socket and gives back everything that came: for requests that no HTTP library would send. */
export function sendRaw(port: number, text: string, host = '127.0.0.1'): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host }, () => { socket.write(text); });
    let answer = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => { answer += chunk; });
    socket.once('close', () => { resolve(answer); });
    socket.once('error', reject);
  });
}
