import fc, { type Arbitrary } from 'fast-check';

/** The part of JSON Schema that the protocol is written in. */
interface Schema {
  readonly type?: string; readonly const?: unknown; readonly enum?: readonly unknown[]; readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>; readonly required?: readonly string[]; readonly items?: Schema | readonly Schema[]; readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly pattern?: string; readonly maxLength?: number; readonly minLength?: number; readonly minimum?: number; readonly maximum?: number; readonly minItems?: number; readonly maxItems?: number;
}
const MOST = 3;

/** Values that a schema admits, small ones. */
export function arbitraryOf(given: object): Arbitrary<unknown> {
  const schema = given as Schema;
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(arbitraryOf));
  switch (schema.type) {
    case 'object': return fc.record(Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, part]) => [name, arbitraryOf(part)])), { requiredKeys: [...schema.required ?? []] });
    case 'array': {
      if (Array.isArray(schema.items)) return fc.tuple(...(schema.items as readonly Schema[]).map(arbitraryOf));
      const least = schema.minItems ?? 0;
      return fc.array(arbitraryOf(schema.items as Schema | undefined ?? {}), { minLength: least, maxLength: Math.max(least, Math.min(schema.maxItems ?? MOST, MOST)) });
    }
    case 'string': return schema.pattern === undefined ? fc.string({ minLength: schema.minLength ?? 0, maxLength: Math.min(schema.maxLength ?? 20, 20) }) : fc.stringMatching(new RegExp(schema.pattern));
    case 'integer': return fc.integer({ min: Math.max(schema.minimum ?? -1000, -1e9), max: Math.min(schema.maximum ?? 1000, 1e9) });
    case 'number': return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    case 'boolean': return fc.boolean();
    case 'null': return fc.constant(null);
    default: return fc.jsonValue({ maxDepth: 2 });
  }
}

/** The value with one of its parts, however deep, replaced by anything, taken out, or joined by a stranger. */
export function spoiled(value: unknown): Arbitrary<unknown> {
  const junk = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('__proto__', '\ud800', '\u0000', 1e308, -0, '../../etc/passwd', 'x'.repeat(5000), []));
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return junk;
  const inside = fc.constantFrom(...Object.keys(value)).chain((key) => fc.oneof(
    spoiled((value as Readonly<Record<string, unknown>>)[key]).map((part) => (Array.isArray(value) ? value.map((item: unknown, i) => (String(i) === key ? part : item)) : { ...value, [key]: part })),
    fc.constant(Array.isArray(value) ? [...value as readonly unknown[], null] : Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))),
    junk.map((part) => ({ ...value, stranger: part })),
  ));
  return fc.oneof({ weight: 9, arbitrary: inside }, { weight: 1, arbitrary: junk });
}
