import { createCompanionClient, type CompanionClient } from './companion-client';
import type { PortableFetch } from './portable-fetch';
import { utf8Text } from './utf8-text';

/** A request and an answer as plain values: what would have gone over the wire. */
export interface LocalRequest { readonly method: string; readonly path: string; readonly headers: Readonly<Record<string, string>>; readonly body?: string | Uint8Array }
export interface LocalAnswer { readonly status: number; readonly body: Uint8Array }
export type LocalDispatch = (request: LocalRequest) => Promise<LocalAnswer>;

/**
 * A client of a companion in the same process: no socket, but everything still travels as text and bytes, so what cannot be
 * serialised fails here as it would outside. For tests and for hosts that embed the companion.
 */
export function createLocalClient(dispatch: LocalDispatch, address: string, client = 'test/0'): CompanionClient {
  const fetch: PortableFetch = async (url, { method, headers, body, signal }) => {
    if (signal?.aborted === true) throw new Error('aborted');
    const sent = body instanceof Uint8Array ? body.slice() : body;
    const answer = await dispatch({ method, path: url.slice(address.length), headers: { ...headers }, ...(sent === undefined ? {} : { body: sent }) });
    const bytes = answer.body.slice();
    return { ok: answer.status < 400, status: answer.status, text: () => Promise.resolve(utf8Text(bytes.buffer)), arrayBuffer: () => Promise.resolve(bytes.buffer) };
  };
  return createCompanionClient({ address, fetch, client });
}
