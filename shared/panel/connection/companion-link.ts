import { createCompanionClient, type CompanionClient } from '../../client/companion-client';
import { AppError, toAppError } from '../../errors/app-error';
import type { HostAdapter } from '../../host/host-adapter';
import { failureOf } from '../../protocol/error-answer';
import { PRODUCT_VERSION } from '../../protocol/product';
import type { Store } from '../state/store';
import { findCompanion } from './find-companion';

/** How often the companion is looked for, and looked after. */
const SEARCH_EVERY_MS = 1_500;
const CHECK_EVERY_MS = 5_000;
const UNAUTHORISED = 401;
/** What fails again although the companion is there is tried ever less often, up to this. */
const LONGEST_REST_MS = 10_000;

/** Keeps the panel connected: searches until the companion is there, notices when it is gone, and searches again. */
export interface CompanionLink {
  /** runs until `signal` aborts */
  start(signal: AbortSignal): void;
  /** looks again at once: after a click, or when a call failed */
  retry(): void;
  pair(code: string): Promise<void>;
  /** runs `work` with a connected companion; what fails because the companion went away is done again when it is back. Throws CANCELLED */
  use<Result>(work: (client: CompanionClient) => Promise<Result>, signal: AbortSignal): Promise<Result>;
}

export function createCompanionLink(host: HostAdapter, store: Store): CompanionLink {
  let wake = (): void => undefined;
  const clientAt = (address: string): CompanionClient => createCompanionClient({ address, fetch: host.fetch, client: `${host.name}/${PRODUCT_VERSION}`, token: () => host.token.current() });

  /** A refused code stays on the card until another is tried. */
  const look = async (): Promise<void> => {
    const found = await findCompanion(host);
    const { connection } = store.state();
    const keep = found.kind === connection.kind && JSON.stringify({ ...connection, refusal: undefined }) === JSON.stringify(found);
    if (!keep) store.dispatch({ type: 'connection', connection: found });
  };
  const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    wake = () => { clearTimeout(timer); resolve(); };
  });

  return {
    start(signal) {
      void (async () => {
        while (!signal.aborted) {
          await look();
          await pause(store.state().connection.kind === 'connected' ? CHECK_EVERY_MS : SEARCH_EVERY_MS);
        }
      })();
    },
    retry() { wake(); },
    async pair(code) {
      const { connection } = store.state();
      if (connection.kind !== 'needsPairing') return;
      try {
        await host.token.pair(connection.address, code);
        wake();
      } catch (error) {
        const { code: reason, detail } = toAppError(error);
        store.dispatch({ type: 'connection', connection: { ...connection, refusal: failureOf(reason, detail) } });
      }
    },
    async use(work, signal) {
      for (let failures = 0; ; failures++) {
        if (failures > 1) await rest(Math.min(1000 * 2 ** (failures - 2), LONGEST_REST_MS), signal);
        const address = await connectedAddress(store, signal);
        try {
          return await work(clientAt(address));
        } catch (error) {
          const { code, status } = toAppError(error);
          if (signal.aborted) throw new AppError('CANCELLED');
          if (code !== 'COMPANION_UNREACHABLE' && status !== UNAUTHORISED) throw error;
          store.dispatch({ type: 'connection', connection: { kind: 'searching' } });
          wake();
        }
      }
    },
  };
}

/** Resolves after so long, or as soon as `signal` aborts. */
function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}

/** Resolves once connected. Throws CANCELLED when `signal` aborts first. */
function connectedAddress(store: Store, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      const { connection } = store.state();
      if (!signal.aborted && connection.kind !== 'connected') return;
      unsubscribe();
      signal.removeEventListener('abort', settle);
      if (signal.aborted) reject(new AppError('CANCELLED'));
      else if (connection.kind === 'connected') resolve(connection.address);
    };
    const unsubscribe = store.subscribe(settle);
    signal.addEventListener('abort', settle);
    settle();
  });
}
