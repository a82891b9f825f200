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
  const [run] = useState(() => new AbortController());
  const show = (work: (client: CompanionClient) => Promise<Clients>): void => {
    // what fails here is read anew soon
    void link.use(work, run.signal).then((clients) => { if (!run.signal.aborted) setList(clients); }).catch(() => undefined);
  };
  useEffect(() => {
    show((client) => client.clients());
    const timer = setInterval(() => { show((client) => client.clients()); }, LOOK_EVERY_MS);
    return () => { clearInterval(timer); };
  }, []);
  return {
    list,
    add(app) { show(async (client) => { await client.openPairing(app); return client.clients(); }); },
    stopAdding() { show((client) => client.closePairing()); },
    revoke(kid) { show((client) => client.revokeClient(kid)); },
  };
}
