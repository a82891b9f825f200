import { createStoredToken, type StoredToken } from '../../client/stored-token';
import { PRODUCT_ID, PRODUCT_NAME, PRODUCT_VERSION } from '../../protocol/product';

const KEY = 'photocrafter.token';

/** The page's own token: kept as long as the tab lives, through reloads (trust.md section 3.5). */
export function createPageToken(): StoredToken {
  return createStoredToken({
    fetch: (url, request) => fetch(url, request as RequestInit),
    storage: {
      load: () => Promise.resolve(sessionStorage.getItem(KEY) ?? undefined),
      save: (token) => Promise.resolve(sessionStorage.setItem(KEY, token)),
      clear: () => Promise.resolve(sessionStorage.removeItem(KEY)),
    },
    client: 'browser', version: PRODUCT_VERSION, pluginId: PRODUCT_ID, name: `${PRODUCT_NAME} in the browser`,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  });
}

/** The one-time code of `/panel#c=CODE`, and takes it out of the address and the history at once. */
export function takeCodeFromAddress(): string | undefined {
  const code = /^#c=([A-Za-z0-9_-]{43})$/.exec(location.hash)?.[1];
  if (location.hash !== '') history.replaceState(history.state, '', location.pathname);
  return code;
}
