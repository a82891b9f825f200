import { randomBytes } from 'node:crypto';
import type { AccessToken } from '../../shared/client/access-token';
import { createStoredToken } from '../../shared/client/stored-token';
import type { PortableFetch } from '../../shared/client/portable-fetch';
import type { PairableClass } from '../../shared/protocol/access';
import type { RunningCompanion } from './run-companion';

/** A plugin's permission to use a companion, got as its user gets it: by typing the six digits that the companion shows. */
export async function pairedToken({ port, control }: RunningCompanion, client: PairableClass): Promise<AccessToken> {
  let kept: string | undefined;
  const token = createStoredToken({
    fetch: fetch as PortableFetch, client, version: '0.1.0', pluginId: `test.${client}`, name: client, random: (bytes) => new Uint8Array(randomBytes(bytes)),
    storage: {
      load: () => Promise.resolve(kept),
      save(text) {
        kept = text;
        return Promise.resolve();
      },
      clear() {
        kept = undefined;
        return Promise.resolve();
      },
    },
  });
  const { code } = await control.openPairing(client);
  await token.pair(`http://localhost:${port}`, code);
  return token;
}
