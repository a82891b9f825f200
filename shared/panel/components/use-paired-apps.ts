import { useEffect, useState } from 'react';
import type { Clients, PairableClass } from '../../protocol/access';
import type { CompanionClient } from '../../client/companion-client';
import { useSession } from './panel-context';

/** How often the list is read anew while it is looked at: an app that has just paired shows up, and a code goes when it was used. */
const LOOK_EVERY_MS = 1_500;

export interface PairedApps {
  /** undefined until the companion has answered */
  readonly list: Clients | undefined;
  add(app: PairableClass): void;
  stopAdding(): void;
  revoke(kid: string): void;
}

/** The apps that may use the companion, kept up to date while the component is there. */
export function usePairedApps(): PairedApps {
  const { link } = useSession();
  const [list, setList] = useState<Clients>();
  // what the user asked for is done, also when the list is closed meanwhile
  const [never] = useState(() => new AbortController().signal);
  // what fails here is read anew soon
  const show = async (work: (client: CompanionClient) => Promise<Clients>, signal = never): Promise<void> => {
    const clients = await link.use(work, signal).catch(() => undefined);
    if (clients !== undefined && !signal.aborted) setList(clients);
  };
  useEffect(() => {
    const here = new AbortController();
    // one question at a time: while the companion is away they would pile up, and all be asked at once when it is back
    void (async () => {
      while (!here.signal.aborted) {
        await show((client) => client.clients(), here.signal);
        await new Promise((resolve) => { setTimeout(resolve, LOOK_EVERY_MS); });
      }
    })();
    return () => { here.abort(); };
  }, []);
  return {
    list,
    add(app) { void show(async (client) => { await client.openPairing(app); return client.clients(); }); },
    stopAdding() { void show((client) => client.closePairing()); },
    revoke(kid) { void show((client) => client.revokeClient(kid)); },
  };
}
