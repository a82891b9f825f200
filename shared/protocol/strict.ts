import * as Type from 'typebox';
import type { Static, TObject, TProperties, TSchema, TUnsafe } from 'typebox';

/** An object that refuses fields it does not name. */
export function strictObject<Properties extends TProperties>(properties: Properties): TObject<Properties> {
  return Type.Object(properties, { additionalProperties: false });
}

/** Text of at most `maxLength` UTF-16 units. */
export const text = (maxLength: number) => Type.String({ maxLength });
export const list = <Item extends TSchema>(item: Item, maxItems: number) => Type.Array(item, { maxItems });
/** A share, 0..1. */
export const Fraction = Type.Number({ minimum: 0, maximum: 1 });
export const Count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
/** Numbers in addresses stay text: nothing is coerced, so "", "true" and "1e3" are refused and not read as 0, 1 and 1000. */
export const DecimalText = Type.String({ pattern: '^(0|[1-9][0-9]{0,9})$' });
/** Lower-case hexadecimal SHA-256. */
export const Sha256 = Type.String({ pattern: '^[a-f0-9]{64}$' });
/** A UUID as `crypto.randomUUID` writes it. */
export const Uuid = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });

/** Mapping an array or a tuple gives the same, read-only. */
export type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
  : T;
/** The type of the values that a schema admits. */
export type Admitted<Schema extends TSchema> = DeepReadonly<Static<Schema>>;

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
/**
 * Gives a schema the type of an interface written by hand: `schemaOf<Critique>()(schema)`.
 * It compiles only while both describe the same values, so neither can drift.
 */
export function schemaOf<Interface>() {
  return <Schema extends TSchema>(...[schema]: Same<Admitted<Schema>, Interface> extends true ? [Schema] : [Schema, never]): TUnsafe<Interface> => Type.Unsafe<Interface>(schema);
}
