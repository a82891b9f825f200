import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';

/** `hasty` acknowledges before it commits. */
export type ServerMode = 'careful' | 'hasty';
export interface DurableServer {
  readonly address: string;
  readonly token: string;
  /** SIGKILL, and waits until the process is gone */
  kill(): Promise<void>;
}

const companion = join(__dirname, '../..');
let bundle = '';

/** Bundles fixtures/durable-server.ts into a folder of its own where packages can be found. */
export async function bundleDurableServer(): Promise<void> {
  const folder = await mkdtemp(join(companion, 'dist', 'durability-'));
  const { dependencies } = JSON.parse(await readFile(join(companion, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
  bundle = join(folder, 'durable-server.mjs');
  await build({ entryPoints: [join(__dirname, 'fixtures', 'durable-server.ts')], outfile: bundle, bundle: true, format: 'esm', platform: 'node', logLevel: 'warning', external: Object.keys(dependencies) });
}

export async function removeDurableServer(): Promise<void> {
  await rm(dirname(bundle), { recursive: true });
}

/** Starts the bundle over a data folder and waits until it listens. */
export async function startDurableServer(dataFolder: string, mode: ServerMode): Promise<DurableServer> {
  const child = spawn(process.execPath, [bundle, dataFolder, join(__dirname, 'fixtures', 'worker.mjs'), mode], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), gone.then(() => { throw new Error('the companion did not start'); })]) as [string];
  const [address = '', token = ''] = line.split(' ');
  return { address, token, async kill() { child.kill('SIGKILL'); await gone; } };
}
