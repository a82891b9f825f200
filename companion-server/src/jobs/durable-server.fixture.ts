import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';

/** `hasty` acknowledges before it commits. */
export type ServerMode = 'careful' | 'hasty';
export interface DurableServer {
  readonly address: string;
  /** SIGKILL, and waits until the process is gone */
  kill(): Promise<void>;
}

const companion = join(__dirname, '../..');
let bundle = '';

/** Bundles fixtures/durable-server.ts where packages can be found; the folder goes with the test process. */
export async function bundleDurableServer(): Promise<void> {
  const folder = mkdtempSync(join(companion, 'dist', 'durability-'));
  process.once('exit', () => { rmSync(folder, { recursive: true, force: true }); });
  const { dependencies } = JSON.parse(await readFile(join(companion, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
  bundle = join(folder, 'durable-server.mjs');
  await build({ entryPoints: [join(__dirname, 'fixtures', 'durable-server.ts')], outfile: bundle, bundle: true, format: 'esm', platform: 'node', logLevel: 'warning', external: Object.keys(dependencies) });
}

/** Starts the bundle over a data folder and waits until it listens. */
export async function startDurableServer(dataFolder: string, mode: ServerMode): Promise<DurableServer> {
  const child = spawn(process.execPath, [bundle, dataFolder, join(__dirname, 'fixtures', 'worker.mjs'), mode], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  const [address] = await Promise.race([once(createInterface(child.stdout), 'line'), gone.then(() => { throw new Error('the companion did not start'); })]) as [string];
  return { address, async kill() { child.kill('SIGKILL'); await gone; } };
}
