import { AppError } from '../errors/app-error';
import { parseToken, type AccessGrant, type PairableClass } from '../protocol/access';
import { encodeBase64 } from '../pixels/base64';
import type { AccessToken } from './access-token';
import { createCaller, type Caller, type CallerOptions } from './call-route';
import type { PortableFetch, PortableSignal } from './portable-fetch';
import { provesItself } from './server-proof';

/** Where a host keeps one short text. It may lose it: that means pairing again, never an error. */
export interface TokenStorage {
  load(): Promise<string | undefined>;
  save(token: string): Promise<void>;
  clear(): Promise<void>;
}
export interface StoredTokenOptions {
  readonly fetch: PortableFetch;
  readonly storage: TokenStorage;
  /** which kind of program this is; also the name under X-Companion-Client */
  readonly client: PairableClass;
  readonly version: string;
  /** the plugin's id, and a name that the user will know it by in the list of paired apps */
  readonly pluginId: string;
  readonly name: string;
  /** that many random bytes, from the host's cryptographic source: `crypto.getRandomValues` */
  readonly random: (bytes: number) => Uint8Array;
}
/** A token that outlives the program, with one more way to get it: the code in the address of the companion's own page. */
export interface StoredToken extends AccessToken { exchange(address: string, code: string): Promise<void> }

const NONCE_BYTES = 32;

/** The one implementation of AccessToken, for every host: they differ in where they keep a text. */
export function createStoredToken({ fetch, storage, client, version, pluginId, name, random }: StoredTokenOptions): StoredToken {
  let token: string | undefined;
  const callerAt = (address: string, bearer?: string): Caller => {
    const options: CallerOptions = { address, fetch, client: `${client}/${version}` };
    return createCaller(bearer === undefined ? options : { ...options, token: () => bearer });
  };
  const keep = async (grant: AccessGrant): Promise<void> => {
    token = grant.token;
    await storage.save(token).catch(() => undefined);
  };
  /** Another window of the same host may have renewed or dropped it meanwhile. */
  const reload = async (): Promise<void> => { token = await storage.load().catch(() => undefined) ?? token; };
  const drop = async (refused: string): Promise<void> => {
    if (token === refused) token = undefined;
    if (await storage.load().catch(() => undefined) === refused) await storage.clear().catch(() => undefined);
  };
  const isProven = async (address: string, bearer: string, signal?: PortableSignal): Promise<boolean> => {
    const parts = parseToken(bearer);
    if (parts === undefined) return false;
    const n = base64Url(random(NONCE_BYTES));
    return provesItself(await callerAt(address).json('hello', { query: { kid: parts.kid, n } }, signal), parts, n, portOf(address));
  };

  return {
    current: () => token,
    async pair(address, code) { await keep(await callerAt(address).json('pairComplete', { body: { code, client, pluginId, name } })); },
    async exchange(address, code) { await keep(await callerAt(address).json('exchange', { body: { code } })); },
    async check(address, signal) {
      await reload();
      const bearer = token;
      if (bearer === undefined || !await isProven(address, bearer, signal)) return false;
      const caller = callerAt(address, bearer);
      try {
        const { rotate } = await caller.json('access', {}, signal);
        if (rotate) await keep(await caller.json('rotateToken', { body: {} }, signal));
        return true;
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'NOT_PAIRED') throw error;
        await drop(bearer);
        return false;
      }
    },
  };
}

/** http://localhost:41417 -> 41417. Written out, since UXP's URL is incomplete. */
function portOf(address: string): number { return Number(/:(\d+)\/?$/.exec(address)?.[1] ?? 0); }

/** RFC 4648 section 5, without padding */
function base64Url(bytes: Uint8Array): string {
  return encodeBase64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
