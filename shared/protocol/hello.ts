import * as Type from 'typebox';
import { Count, list, Sha256, strictObject, text, Uuid, type Admitted } from './strict';

/**
 * The answer to a stranger: nothing but what is needed to connect. `instance` changes with every start.
 * `proofs`, when asked for: HMAC-SHA256(key = SHA-256(secret), `n|port|instance`) in hexadecimal, of the token's current secret and of
 * the one before; for an unknown token numbers that look the same.
 */
export const HelloSchema = strictObject({
  product: text(100),
  name: text(100),
  version: text(40),
  protocolVersion: Count,
  instance: Uuid,
  capabilities: list(text(40), 40),
  proofs: Type.Optional(list(Sha256, 2)),
});
export type Hello = Admitted<typeof HelloSchema>;

export const HealthSchema = strictObject({ status: Type.Literal('running') });
