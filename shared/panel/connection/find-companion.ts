import type { Discovery } from '../../client/discover-companion';
import type { HostAdapter } from '../../host/host-adapter';
import type { Connection } from '../state/panel-state';
import { diagnoseLocalNetwork, type LocalNetworkVerdict } from './local-network';

/**
 * Looks for the companion, lets it prove itself before our token goes there, and names the cause when it is not to be had. Another
 * user of the computer may run one on an earlier port: ours is the one that knows our token.
 */
export async function findCompanion(host: HostAdapter): Promise<Connection> {
  const discovery = await host.discover();
  if (discovery.outcome === 'found') {
    try {
      for (const { address, hello } of [discovery, ...discovery.others]) if (await host.token.check(address)) return { kind: 'connected', address, hello };
      return { kind: 'needsPairing', address: discovery.address };
    } catch {
      // it went away, or has no time for us now: no reason to ask for a code
      return { kind: 'searching' };
    }
  }
  const verdict = discovery.outcome === 'not-running' ? await diagnoseLocalNetwork(document, globalThis.navigator) : 'allowed';
  return describe(discovery, verdict);
}

function describe(discovery: Exclude<Discovery, { outcome: 'found' }>, verdict: LocalNetworkVerdict): Connection {
  switch (discovery.outcome) {
    case 'wrong-version': return { kind: 'wrongVersion', update: discovery.update, theirs: discovery.hello.version };
    case 'foreign': return { kind: 'foreign', ports: discovery.ports };
    case 'not-running': return verdict === 'allowed' ? { kind: 'notRunning' } : { kind: 'blocked', by: verdict };
  }
}
