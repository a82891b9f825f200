import type { PortableSignal } from './portable-fetch';

/** A host's permission to use the companion: whether there is one, how to get one by a code, and what to do before it is used. */
export interface AccessToken {
  /** asked for at each call, so that a renewed token is used at once; undefined when the host has none */
  current(): string | undefined;
  /** trades the six digits that the companion shows for a token. Throws AppError when they are wrong */
  pair(address: string, code: string): Promise<void>;
  /**
   * to be called before the token is first sent to an address, and now and then: lets the companion there prove that it is the one
   * that gave us the token, asks whether it still admits us, and renews a token that is old. False: there is no token that works, pair
   * again. Throws COMPANION_UNREACHABLE
   */
  check(address: string, signal?: PortableSignal): Promise<boolean>;
}
