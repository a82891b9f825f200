import * as Type from 'typebox';
import { Count, list, strictObject, text, type Admitted } from './strict';

/**
 * The kinds of programs that may use the companion (trust.md section 3.5, where they are called panel, uxp and figma). `cli` is the
 * command line of the same user. A token belongs to one kind and is worth nothing to another.
 */
export const CLIENT_CLASSES = ['browser', 'photoshop', 'figma', 'cli'] as const;
export type ClientClass = (typeof CLIENT_CLASSES)[number];
/** The kinds that a user can add; the command line needs no adding. */
export const PAIRABLE_CLASSES = ['browser', 'photoshop', 'figma'] as const;
export type PairableClass = (typeof PAIRABLE_CLASSES)[number];

/** What a route asks for: pictures and jobs, or the say over who else may come in. */
export const SCOPES = ['work', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** A token is `cmp1.<kid>.<secret>`: twelve hexadecimal digits that name it, and 32 random bytes as base64url. */
const TOKEN = /^cmp1\.([a-f0-9]{12})\.([A-Za-z0-9_-]{43})$/;
export interface TokenParts { readonly kid: string; readonly secret: string }

export function parseToken(token: string): TokenParts | undefined {
  const match = TOKEN.exec(token);
  return match === null ? undefined : { kid: match[1]!, secret: match[2]! };
}
export function printToken({ kid, secret }: TokenParts): string {
  return `cmp1.${kid}.${secret}`;
}

/** What the companion signs to prove that it is the one that was paired: the nonce, the port that was dialled, this start of it. */
export function proofMessage(nonce: string, port: number, instance: string): string {
  return `${nonce}|${port}|${instance}`;
}

export const Kid = Type.String({ pattern: '^[a-f0-9]{12}$' });
/** 32 random bytes as base64url: nonces, one-time codes and tickets. */
export const Random32 = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });

/** Six digits that a person types. `pluginId` and `name` are what the list of paired apps shows. */
export const PairCompleteSchema = strictObject({
  code: Type.String({ pattern: '^[0-9]{6}$' }),
  client: Type.Enum([...PAIRABLE_CLASSES]),
  pluginId: text(100),
  name: text(100),
});
export const ExchangeSchema = strictObject({ code: Random32 });

/** A new token; it is told this once and nowhere kept in this form. Times are milliseconds since 1970. */
export const AccessGrantSchema = strictObject({ token: text(100), kid: Kid, expiresAt: Count });
export type AccessGrant = Admitted<typeof AccessGrantSchema>;

const client = { kid: Kid, client: Type.Enum([...CLIENT_CLASSES]), name: text(100) };
/** What a token is, for its owner. `rotate`: it is time to ask for a new one. */
export const AccessSchema = strictObject({ ...client, scopes: list(Type.Enum([...SCOPES]), SCOPES.length), rotate: Type.Boolean(), expiresAt: Count });
export type Access = Admitted<typeof AccessSchema>;

export const PairedClientSchema = strictObject({ ...client, pluginId: text(100), createdAt: Count, usedAt: Count });
export type PairedClientView = Admitted<typeof PairedClientSchema>;

export const OpenPairingSchema = strictObject({ client: Type.Enum([...PAIRABLE_CLASSES]) });
/** An open window: only the named kind of program can come in, once, with this code, until it closes. */
export const PairingSchema = strictObject({ client: Type.Enum([...PAIRABLE_CLASSES]), code: Type.String({ pattern: '^[0-9]{6}$' }), expiresAt: Count, triesLeft: Count });
export type Pairing = Admitted<typeof PairingSchema>;

export const ClientsSchema = strictObject({ clients: list(PairedClientSchema, 1000), pairing: Type.Optional(PairingSchema) });
export type Clients = Admitted<typeof ClientsSchema>;

/** A code for the fragment of the companion's own page (`/panel#c=CODE`). It works once. */
export const PanelLinkSchema = strictObject({ code: Random32, expiresAt: Count });
export type PanelLink = Admitted<typeof PanelLinkSchema>;
