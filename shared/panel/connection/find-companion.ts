import type { Discovery } from '../../client/discover-companion';
import type { HostAdapter } from '../../host/host-adapter';
import type { Connection } from '../state/panel-state';
import { diagnoseLocalNetwork, type LocalNetworkVerdict } from './local-network';

/** Looks for the companion and names the cause when it is not to be had. */
export async function findCompanion(host: HostAdapter, isPaired: (address: string) => Promise<boolean>): Promise<Connection> {
  const discovery = await host.discover();
  if (discovery.outcome === 'found' && !await isPaired(discovery.address)) return { kind: 'needsPairing', address: discovery.address };
  const verdict = discovery.outcome === 'not-running' ? await diagnoseLocalNetwork(document, globalThis.navigator) : 'allowed';
  return describe(discovery, verdict);
}

function describe(discovery: Discovery, verdict: LocalNetworkVerdict): Connection {
  switch (discovery.outcome) {
    case 'found': return { kind: 'connected', address: discovery.address, hello: discovery.hello };
    case 'wrong-version': return { kind: 'wrongVersion', update: discovery.update, theirs: discovery.hello.version };
    case 'foreign': return { kind: 'foreign', ports: discovery.ports };
    case 'not-running': return verdict === 'allowed' ? { kind: 'notRunning' } : { kind: 'blocked', by: verdict };
  }
}
