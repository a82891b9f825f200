import type { Readable } from 'node:stream';
import type { FastifyBaseLogger, FastifyInstance, FastifyTypeProvider, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault } from 'fastify';
import type { TSchema } from 'typebox';
import type { Route } from '@photocrafter/shared/protocol/routes';
import type { Admitted } from '@photocrafter/shared/protocol/strict';

/** Handlers get and give what the protocol's schemas admit, or a stream where a route sends bytes or events. */
interface ProtocolTypes extends FastifyTypeProvider {
  validator: this['schema'] extends TSchema ? Admitted<this['schema']> : unknown;
  serializer: this['schema'] extends TSchema ? Admitted<this['schema']> | Readable : unknown;
}
export type TypedApp = FastifyInstance<RawServerDefault, RawRequestDefaultExpression, RawReplyDefaultExpression, FastifyBaseLogger, ProtocolTypes>;

type Schemas<R extends Route> =
  (R extends { params: infer S extends TSchema } ? { params: S } : unknown) &
  (R extends { query: infer S extends TSchema } ? { querystring: S } : unknown) &
  (R extends { headers: infer S extends TSchema } ? { headers: S } : unknown) &
  (R extends { body: infer S extends TSchema } ? { body: S } : unknown) &
  (R extends { answer: infer S extends TSchema } ? { response: { [Status in R['status']]: S } } : unknown);

/** A row of the shared route table as fastify's route options: address and schemas from the table, the rest by the caller. */
export function fromTable<const R extends Route>(route: R): { method: R['method']; url: R['path']; schema: Schemas<R>; config: { access: R['access'] } } {
  const { method, path, access, params, query, headers, body, status, answer } = route;
  const schema = {
    ...(params === undefined ? {} : { params }),
    ...(query === undefined ? {} : { querystring: query }),
    ...(headers === undefined ? {} : { headers }),
    ...(typeof body === 'object' ? { body } : {}),
    ...(typeof answer === 'object' ? { response: { [status]: answer } } : {}),
  };
  return { method, url: path, schema: schema as Schemas<R>, config: { access } };
}
