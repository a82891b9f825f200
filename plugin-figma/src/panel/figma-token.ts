import { createStoredToken, type StoredToken } from '@photocrafter/shared/client/stored-token';
import type { PortableFetch } from '@photocrafter/shared/client/portable-fetch';
import type { RealmCall } from '@photocrafter/shared/host/realm-bridge';
import { PRODUCT_NAME, PRODUCT_VERSION } from '@photocrafter/shared/protocol/product';
import type { FigmaCalls } from '../bridge/figma-calls';

const KEY = 'token';
/** As in the manifest: Figma's storage is private to this id. */
const PLUGIN_ID = 'photocrafter';

/** Figma's token: kept in the plugin's own storage on this computer, beyond the bridge, for the frame without an origin has none. */
export function createFigmaToken(call: RealmCall<FigmaCalls>, fetch: PortableFetch): StoredToken {
  return createStoredToken({
    fetch,
    storage: {
      load: () => call('recall', { key: KEY }),
      save: async (token) => { await call('remember', { key: KEY, value: token }); },
      clear: async () => { await call('remember', { key: KEY, value: undefined }); },
    },
    client: 'figma', version: PRODUCT_VERSION, pluginId: PLUGIN_ID, name: `${PRODUCT_NAME} in Figma`,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  });
}
