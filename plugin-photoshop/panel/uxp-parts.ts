import { storage } from 'uxp';
import { createStoredToken, type TokenStorage } from '@photocrafter/shared/client/stored-token';
import { PRODUCT_VERSION } from '@photocrafter/shared/protocol/product';
import { utf8Text } from '@photocrafter/shared/client/utf8-text';
import type { HostParts, TextShelf } from '../src/host/host-parts';

const TOKEN = 'photocrafter.token';
const PREFIX = 'photocrafter.';

/** UXP's key store, encrypted with the user's account. Adobe says itself that it may be lost; then the user pairs again. */
const tokenStorage: TokenStorage = {
  async load() {
    const bytes = await storage.secureStorage.getItem(TOKEN) as Uint8Array | null | undefined;
    return bytes === null || bytes === undefined || bytes.length === 0 ? undefined : utf8Text(bytes.slice().buffer as ArrayBuffer);
  },
  save: (token) => storage.secureStorage.setItem(TOKEN, token),
  clear: () => storage.secureStorage.removeItem(TOKEN),
};

const shelf: TextShelf = {
  get: (key) => Promise.resolve(localStorage.getItem(PREFIX + key) ?? undefined),
  set(key, value) {
    localStorage.setItem(PREFIX + key, value);
    return Promise.resolve();
  },
};

/** Beside Photoshop itself: network, storage, clipboard and files as UXP has them. */
export function uxpParts(): Omit<HostParts, 'context'> {
  const request: HostParts['fetch'] = (url, options) => fetch(url, options as RequestInit);
  return {
    fetch: request,
    token: createStoredToken({ fetch: request, storage: tokenStorage, client: 'photoshop', version: PRODUCT_VERSION, pluginId: 'com.photocrafter.photoshop', name: 'Photoshop', random }),
    shelf,
    copyText: (text) => (navigator.clipboard as unknown as { setContent(content: object): Promise<void> }).setContent({ 'text/plain': text }),
    saveText: (fileName, text) => save(fileName, text, storage.formats.utf8),
    saveBytes: (fileName, bytes) => save(fileName, bytes, storage.formats.binary),
  };
}

async function save(fileName: string, content: string | ArrayBuffer, format: object): Promise<void> {
  // null when the user closes the dialogue
  const file = await storage.localFileSystem.getFileForSaving(fileName) as { write(data: string | ArrayBuffer, options: { format: object }): Promise<unknown> } | null;
  await file?.write(content, { format });
}

/** Nonces. Where this UXP has no cryptographic source, a nonce still only has to be new. */
function random(count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  if (typeof crypto !== 'undefined' && typeof crypto.getRandomValues === 'function') return crypto.getRandomValues(bytes);
  return bytes.map(() => Math.floor(Math.random() * 256));
}
