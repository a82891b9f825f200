import type { ClientStore } from '../store/client-store';
import { LiveConnections } from './live-connections';
import { PairingWindow } from './pairing-window';
import { RequestBudget } from './request-budget';
import { SingleUse } from './single-use';

/**
 * A link to the companion's own page works for so long. trust.md asks for 30 s; this link is also printed for people to click, and
 * 256 random bits need no haste (docs/decisions/0005-access.md).
 */
const LINK_MS = 120_000;
/** trust.md section 3.7 */
const TICKET_MS = 10_000;

/** Who may come in and how: all of it but the requests themselves. Windows, codes and tickets end with the process. */
export interface AccessControl {
  readonly clients: ClientStore;
  readonly pairing: PairingWindow;
  readonly links: SingleUse<true>;
  /** for sockets; each belongs to a kid */
  readonly tickets: SingleUse<string>;
  readonly live: LiveConnections;
  readonly budget: Pick<RequestBudget, 'take'>;
}

export function createAccessControl(clients: ClientStore): AccessControl {
  return { clients, pairing: new PairingWindow(), links: new SingleUse<true>(LINK_MS), tickets: new SingleUse<string>(TICKET_MS), live: new LiveConnections(), budget: new RequestBudget() };
}
