import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readControl } from '../../companion-server/src/access/control-file';
import { createCompanionClient, type CompanionClient } from '../../shared/client/companion-client';

const CLI = join(__dirname, '../../companion-server/dist/cli.js');
const START_TIMEOUT_MS = 20_000;

/** The real companion as its users start it, on a port and a data folder of its own. */
export interface RunningCompanion {
  readonly port: number;
  /** the command line's client: it may do everything */
  readonly control: CompanionClient;
  /** ends the process at once, as a crash would; its data stay */
  kill(): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function runCompanion(): Promise<RunningCompanion> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'panel-test-'));
  const port = await freePort();
  let child: ChildProcess | undefined;
  const restart = async (): Promise<void> => {
    child = spawn(process.execPath, [CLI, 'serve'], { env: { ...process.env, PHOTOCRAFTER_PORTS: String(port), PHOTOCRAFTER_DATA_FOLDER: dataFolder }, stdio: 'ignore' });
    await answers(port);
  };
  const kill = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  await restart();
  const control = createCompanionClient({ address: `http://127.0.0.1:${port}`, fetch, client: 'test/1', token: () => readControl(dataFolder).token });
  return { port, control, kill, restart, async close() { await kill(); rmSync(dataFolder, { recursive: true, force: true }); } };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(port: number): Promise<void> {
  for (const end = Date.now() + START_TIMEOUT_MS; Date.now() < end;) {
    try {
      if ((await fetch(`http://127.0.0.1:${port}/health`)).ok) return;
    } catch {
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
  }
  throw new Error('the companion did not start');
}
