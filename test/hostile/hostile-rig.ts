import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createAccessControl } from '../../companion-server/src/access/access';
import { RequestBudget } from '../../companion-server/src/access/request-budget';
import { buildApp } from '../../companion-server/src/app';
import { defaultConfig, LOOPBACK_ADDRESSES } from '../../companion-server/src/config';
import { JobQueue } from '../../companion-server/src/jobs/job-queue';
import { listenOnLoopback } from '../../companion-server/src/listen';
import { createLogger } from '../../companion-server/src/main';
import { GUARD_STEPS, type GuardStep } from '../../companion-server/src/plugins/guard-steps';
import { ClientStore, type KnownClient } from '../../companion-server/src/store/client-store';
import { openDatabase } from '../../companion-server/src/store/database';
import { openStore } from '../../companion-server/src/store/store';
import { printToken, type ClientClass } from '../../shared/protocol/access';

const STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
const DAY_MS = 24 * 3_600_000;

/** What may be taken out of the defence: a step of the guard, or one thing that the token check does. */
export type Removal = { readonly step: string } | 'secret compare' | 'revocation' | 'expiry' | undefined;

/** Does not look at the secret: the name is enough. */
class Gullible extends ClientStore {
  override identify(token: string): KnownClient | undefined { return this.lookup(token.split('.')[1] ?? ''); }
}
/** Remembers whom it has seen. */
class Forgetful extends ClientStore {
  private readonly seen = new Map<string, KnownClient>();
  override identify(token: string): KnownClient | undefined {
    const client = super.identify(token) ?? this.seen.get(token);
    if (client !== undefined) this.seen.set(token, client);
    return client;
  }
}

export interface Tokens {
  readonly valid: Readonly<Record<ClientClass, string>>;
  readonly revoked: string; readonly expired: string; readonly wrongSecret: string; readonly unknown: string; readonly runaway: string;
}

/**
 * The real server over real sockets, with tokens of every kind; `effects` tells what a request may not have changed.
 * The clock of the budget stands still, so that a slow computer cannot fill it up meanwhile.
 */
export async function openHostileRig(removal: Removal, budget: Pick<RequestBudget, 'take'> = new RequestBudget(() => 0)) {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  const store = await openStore({ ...defaultConfig(), dataFolder: folder, reserveBytes: 0 });
  const database = openDatabase(':memory:');
  let now = Date.now();
  // taking expiry out: the clock never moves on
  const clock = (): number => now;
  const Clients = removal === 'secret compare' ? Gullible : removal === 'revocation' ? Forgetful : ClientStore;
  const clients = new Clients(database, clock);
  const admit = (client: ClientClass): string => clients.admit({ client, origin: client === 'figma' ? 'null' : undefined, pluginId: 'id', name: client }).token;

  const expired = admit('cli');
  if (removal !== 'expiry') now += 100 * DAY_MS;
  const valid = { browser: admit('browser'), photoshop: admit('photoshop'), figma: admit('figma'), cli: admit('cli') };
  const revoked = admit('cli');
  clients.identify(revoked);
  clients.revoke(revoked.split('.')[1]!);
  const secret = 'A'.repeat(43);
  const tokens: Tokens = { valid, revoked, expired, runaway: admit('cli'), wrongSecret: printToken({ kid: valid.cli.split('.')[1]!, secret }), unknown: printToken({ kid: '000000000000', secret }) };

  const access = { ...createAccessControl(clients), budget };
  const log = createLogger('silent');
  const config = { ...defaultConfig(), maxUploadBytes: 1000 };
  const queue = new JobQueue(store, () => Promise.reject(new Error('nobody works here')), config, log);
  const steps: readonly GuardStep[] = typeof removal === 'object' ? GUARD_STEPS.filter(({ name }) => name !== removal.step) : GUARD_STEPS;
  const app = buildApp({
    store, queue, access, config, log, guardSteps: steps,
    panelFolder: join(__dirname, '../../companion-server/dist/panel'),
    providers: { models: () => Promise.resolve({ models: [] }), doctor: () => Promise.resolve({ version: '0', runtime: '', platform: '', providers: [], checks: [], hints: [] }) },
  });
  const port = await listenOnLoopback(app, { ports: [0], listen: [...LOOPBACK_ADDRESSES] });
  const picture = (await store.blobs.put(Readable.from([Buffer.from('picture')]))).sha256;
  return {
    port, tokens, access, picture,
    effects: () => ({ jobs: STATES.reduce((sum, state) => sum + store.jobs.count(state), 0), uploads: readdirSync(join(folder, 'blobs'), { recursive: true }).length, apps: clients.list().length, window: access.pairing.current() }),
    async close() {
      app.server.closeAllConnections();
      await app.close();
      store.close();
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type HostileRig = Awaited<ReturnType<typeof openHostileRig>>;
