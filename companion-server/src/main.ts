import { pino, type Logger } from 'pino';
import { createAccessControl } from './access/access';
import { removeControl, writeControl, type Control } from './access/control-file';
import { PANEL_PAGE } from './access/panel-files';
import { buildApp } from './app';
import type { Config } from './config';
import { ComputePool } from './jobs/compute-pool';
import { JobQueue } from './jobs/job-queue';
import { listenOnLoopback } from './listen';
import type { Providers } from './routes/diagnosis';
import type { ClientStore } from './store/client-store';
import { openStore } from './store/store';

export interface CompanionOptions {
  readonly providers: Providers;
  /** the bundled compute/worker.ts */
  readonly workerPath: string;
  /** the built panel */
  readonly panelFolder: string;
  readonly log?: Logger;
}
/** `address` is e.g. http://localhost:41417; `token` is the command line's, for as long as this companion runs. */
export interface Companion extends Control {
  /** a link to the companion's own page that opens it paired, once */
  panelLink(): string;
  /** Stops taking requests, lets running jobs finish or puts them back, and gives the data folder free. */
  close(): Promise<void>;
}

const EXPIRE_EVERY_MS = 3_600_000;
/** Never in a log, whatever is logged (trust.md section 9). */
const SECRETS = ['authorization', 'sec-websocket-protocol'].map((name) => `req.headers["${name}"]`);

export function createLogger(level: Config['logLevel']): Logger {
  return pino({ level, redact: SECRETS }, pino.destination(2));
}

/**
 * Starts the companion: store, queue, then the server, so that whoever can connect finds everything ready.
 * Errors: ALREADY_RUNNING, PORT_IN_USE, DISK_FULL.
 */
export async function startCompanion(config: Config, { providers, workerPath, panelFolder, log = createLogger(config.logLevel) }: CompanionOptions): Promise<Companion> {
  const store = await openStore(config);
  const pool = new ComputePool({ workerPath, stallTimeoutMs: config.stallTimeoutMs, maxProcessBytes: config.maxProcessBytes }, config.jobsPerProcess);
  const queue = new JobQueue(store, (job, onMessage, signal) => pool.run(job, onMessage, signal), config, log);
  const access = createAccessControl(store.clients);
  const app = buildApp({ store, queue, access, providers, config, log, panelFolder });
  const expiry = setInterval(() => { store.expire().catch((error: unknown) => { log.error({ err: error }, 'could not remove old jobs'); }); }, EXPIRE_EVERY_MS);
  const close = async () => {
    clearInterval(expiry);
    await app.close();
    await queue.close(config.shutdownGraceMs);
    await pool.close();
    removeControl(config.dataFolder);
    store.close();
  };
  try {
    const port = await listenOnLoopback(app, config);
    const control = { address: `http://localhost:${port}`, token: admitCommandLine(store.clients) };
    await writeControl(config.dataFolder, control);
    queue.start();
    pool.warm().catch((error: unknown) => { log.error({ err: error }, 'the compute process does not start'); });
    return { ...control, panelLink: () => `${control.address}${PANEL_PAGE}#c=${access.links.issue(true).word}`, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The command line gets a new token with every companion; those of companions that were killed are void. */
function admitCommandLine(clients: ClientStore): string {
  clients.removeClass('cli');
  return clients.admit({ client: 'cli', origin: undefined, pluginId: '', name: 'Command line' }).token;
}
