import { PRODUCT_ID, PROTOCOL_VERSION } from '../protocol/product';
import { discoverCompanion } from './discover-companion';
import type { PortableFetch } from './portable-fetch';

const hello = (protocolVersion: number) => JSON.stringify({ product: PRODUCT_ID, name: 'Photocrafter', version: '9', protocolVersion, instance: 'x', capabilities: [] });
type Behaviour = string | 'refused' | 'silent';

/** A computer whose ports answer with a text, refuse, or never say anything. */
function computer(ports: Readonly<Record<number, Behaviour>>): PortableFetch {
  return (url) => {
    const behaviour = ports[Number(new URL(url).port)] ?? 'refused';
    if (behaviour === 'refused') return Promise.reject(new TypeError('fetch failed'));
    if (behaviour === 'silent') return new Promise(() => undefined);
    return Promise.resolve({ ok: true, status: 200, text: () => Promise.resolve(behaviour), arrayBuffer: () => Promise.resolve(new ArrayBuffer(0)) });
  };
}
const discover = (ports: Readonly<Record<number, Behaviour>>) => discoverCompanion({ fetch: computer(ports), after: () => new Promise((resolve) => { setTimeout(resolve, 20); }), ports: [1, 2, 3] });

describe('discoverCompanion', () => {
  it('finds the companion on any of its ports, beside strangers', async () => {
    expect(await discover({ 1: '<html>', 2: 'silent', 3: hello(PROTOCOL_VERSION) })).toMatchObject({ outcome: 'found', address: 'http://localhost:3' });
  });
  it('takes the earlier of two, and a fitting one before an old one', async () => {
    expect(await discover({ 2: hello(PROTOCOL_VERSION), 3: hello(PROTOCOL_VERSION) })).toMatchObject({ address: 'http://localhost:2', others: [{ address: 'http://localhost:3' }] });
    expect(await discover({ 1: hello(PROTOCOL_VERSION - 1), 3: hello(PROTOCOL_VERSION) })).toMatchObject({ outcome: 'found', address: 'http://localhost:3' });
  });
  it.each([[PROTOCOL_VERSION - 1, 'companion'], [PROTOCOL_VERSION + 1, 'plugin']])('with protocol %i says to update the %s', async (version, update) => {
    expect(await discover({ 1: hello(version) })).toMatchObject({ outcome: 'wrong-version', update });
  });
  it.each([['a page', '<html>'], ['other JSON', '{"product":"other","protocolVersion":1}'], ['null', 'null'], ['nothing, for long', 'silent']])('calls it foreign when a port gives %s', async (_name, behaviour) => {
    expect(await discover({ 2: behaviour })).toEqual({ outcome: 'foreign', ports: [2] });
  });
  it('says when nothing runs', async () => {
    expect(await discover({})).toEqual({ outcome: 'not-running' });
  });
});
