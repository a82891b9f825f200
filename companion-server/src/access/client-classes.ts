import type { ClientClass, Scope } from '@photocrafter/shared/protocol/access';

interface ClassRules {
  readonly scopes: readonly Scope[];
  /** may this Origin come with a token of the class? `self` tells that it is the companion's own page; undefined: no Origin header */
  fits(origin: string | undefined, self: boolean): boolean;
  /** a token that nobody used for so long is void, milliseconds */
  readonly idleMs: number;
}

const DAY_MS = 24 * 3_600_000;
/** trust.md section 3.5. Scopes are the server's knowledge: no program declares its own. */
export const CLIENT_RULES: Readonly<Record<ClientClass, ClassRules>> = {
  // A tab keeps its token only while it lives, so old rows would pile up.
  browser: { scopes: ['work', 'admin'], fits: (origin, self) => origin === undefined || self, idleMs: 7 * DAY_MS },
  // What UXP sends is to be seen on a real host; the value of the pairing is recorded and must come again (client-store.ts).
  photoshop: { scopes: ['work'], fits: (origin) => origin === undefined || origin === 'null', idleMs: 90 * DAY_MS },
  figma: { scopes: ['work'], fits: (origin) => origin === 'null', idleMs: 90 * DAY_MS },
  cli: { scopes: ['work', 'admin'], fits: (origin) => origin === undefined, idleMs: 90 * DAY_MS },
};
/** A token of this age asks to be renewed. */
export const ROTATE_AFTER_MS = 30 * DAY_MS;
/** Both secrets of a renewed token work for so long after the new one was first used: another window may still hold the old one. */
export const OVERLAP_MS = 60_000;
