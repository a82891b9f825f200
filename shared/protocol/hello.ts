import { Type } from 'typebox';
import { Count, list, strictObject, text, Uuid, type Admitted } from './strict';

/** The answer to a stranger: nothing but what is needed to connect. `instance` changes with every start. */
export const HelloSchema = strictObject({
  product: text(100),
  name: text(100),
  version: text(40),
  protocolVersion: Count,
  instance: Uuid,
  capabilities: list(text(40), 40),
});
export type Hello = Admitted<typeof HelloSchema>;

export const HealthSchema = strictObject({ status: Type.Literal('running') });
