import { COMPANION_PORTS, PRODUCT_ID, PROTOCOL_VERSION } from '../protocol/product';
import { ROUTES } from '../protocol/routes';
import type { Hello } from '../protocol/hello';
import type { PortableFetch } from './portable-fetch';

export interface FoundCompanion { readonly address: string; readonly hello: Hello }

/** Four answers to "why is it not connected": each needs another remedy. */
export type Discovery =
  | FoundCompanion & { readonly outcome: 'found'; /** on later ports: which one is ours, only its proof tells */ readonly others: readonly FoundCompanion[] }
  /** `update` names the side that is older */
  | { readonly outcome: 'wrong-version'; readonly address: string; readonly hello: Hello; readonly update: 'plugin' | 'companion' }
  /** something else answers on these ports */
  | { readonly outcome: 'foreign'; readonly ports: readonly number[] }
  | { readonly outcome: 'not-running' };

export interface DiscoveryOptions {
  readonly fetch: PortableFetch;
  /** resolves after so many milliseconds: `setTimeout` of the host */
  readonly after: (milliseconds: number) => Promise<void>;
  readonly ports?: readonly number[];
  readonly timeoutMs?: number;
}

type Probe = Discovery | undefined;
/** The companion answers hello in milliseconds; what is silent for so long is not it. */
const TIMEOUT_MS = 2_000;

/** Asks every port at once who is there; the best answer wins, and among equals the earlier port. */
export async function discoverCompanion({ fetch, after, ports = COMPANION_PORTS, timeoutMs = TIMEOUT_MS }: DiscoveryOptions): Promise<Discovery> {
  const silence = (port: number): Promise<Probe> => after(timeoutMs).then(() => ({ outcome: 'foreign', ports: [port] }));
  const probes = await Promise.all(ports.map((port) => Promise.race([probe(fetch, port), silence(port)])));
  const [first, ...others] = probes.filter((answer) => answer?.outcome === 'found');
  if (first !== undefined) return { ...first, others: others.map(({ address, hello }) => ({ address, hello })) };
  const old = probes.find((answer) => answer?.outcome === 'wrong-version');
  if (old !== undefined) return old;
  const foreign = probes.flatMap((answer) => (answer?.outcome === 'foreign' ? answer.ports : []));
  return foreign.length > 0 ? { outcome: 'foreign', ports: foreign } : { outcome: 'not-running' };
}

async function probe(fetch: PortableFetch, port: number): Promise<Probe> {
  const address = `http://localhost:${port}`;
  let text: string;
  try {
    const response = await fetch(address + ROUTES.hello.path, { method: 'GET', headers: { accept: 'application/json' }, credentials: 'omit' });
    text = await response.text();
  } catch {
    return undefined;
  }
  const hello = parseHello(text);
  if (hello === undefined) return { outcome: 'foreign', ports: [port] };
  if (hello.protocolVersion === PROTOCOL_VERSION) return { outcome: 'found', address, hello, others: [] };
  return { outcome: 'wrong-version', address, hello, update: hello.protocolVersion > PROTOCOL_VERSION ? 'plugin' : 'companion' };
}

/** Only what every version, past or future, must say about itself. */
function parseHello(text: string): Hello | undefined {
  try {
    const hello = JSON.parse(text) as Partial<Hello> | null;
    return hello?.product === PRODUCT_ID && typeof hello.protocolVersion === 'number' ? hello as Hello : undefined;
  } catch {
    return undefined;
  }
}
