/**
 * Where a host keeps its permission to use the companion. The panel needs only this much of pairing: whether there is a token,
 * how to get one by a code, and to forget one that was refused.
 */
export interface AccessToken {
  /** asked for at each call, so that a rotated token is used at once; undefined when the host has none */
  current(): string | undefined;
  /** trades the six digits that the companion shows for a token. Throws AppError when they are wrong */
  pair(address: string, code: string): Promise<void>;
  /** drops a token that the companion refused */
  forget(): Promise<void>;
}
