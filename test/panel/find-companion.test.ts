import { PROTOCOL_VERSION } from '../../shared/protocol/product';
import type { HostAdapter } from '../../shared/host/host-adapter';
import { findCompanion } from '../../shared/panel/connection/find-companion';

const hello = { product: 'photocrafter', name: 'Photocrafter', version: '1', protocolVersion: PROTOCOL_VERSION, instance: 'x', capabilities: [] };

/** A host on a computer where two users run a companion; `ours` is the port of the one that knows our token. */
function hostWhere(ours: number | undefined): HostAdapter {
  const at = (port: number) => ({ address: `http://localhost:${port}`, hello });
  const parts: Partial<HostAdapter> = {
    discover: () => Promise.resolve({ outcome: 'found', ...at(1), others: [at(2)] }),
    token: { current: () => undefined, pair: () => Promise.resolve(), check: (address) => Promise.resolve(address === `http://localhost:${ours}`) },
  };
  return parts as HostAdapter;
}

describe('findCompanion', () => {
  it.each([1, 2])('connects to the companion that proves itself, here on port %i', async (port) => {
    expect(await findCompanion(hostWhere(port))).toMatchObject({ kind: 'connected', address: `http://localhost:${port}` });
  });
  it('asks to be paired with the first one when none knows us', async () => {
    expect(await findCompanion(hostWhere(undefined))).toEqual({ kind: 'needsPairing', address: 'http://localhost:1' });
  });
});
