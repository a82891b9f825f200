import type { TSchema } from 'typebox';
import { Errors } from 'typebox/value';

/** Where a value breaks its schema, as a JSON path ("$.steps[0].mask"), and how. */
export interface SchemaFault { readonly path: string; readonly what: string }

/**
 * The one fault worth naming of a value that its schema refuses. A union reports the faults of all its alternatives: those
 * of another `kind` than the value's say nothing about it. Of the rest the deepest is the cause of those above it.
 */
export function schemaFault(schema: TSchema, value: unknown): SchemaFault {
  const errors = Errors(schema, value);
  const otherKinds = errors.flatMap(({ keyword, schemaPath }) => (keyword === 'const' && schemaPath.includes('/anyOf/') ? [schemaPath.replace(/\/properties\/[^/]+$/, '')] : []));
  const told = errors.filter(({ schemaPath }) => !otherKinds.some((path) => schemaPath === path || schemaPath.startsWith(`${path}/`)));
  const faults = told.map(({ keyword, instancePath, message }): SchemaFault => ({ path: jsonPath(instancePath), what: SAID[keyword] ?? message }));
  return faults.reduce((best, fault) => (depth(fault) > depth(best) ? fault : best), faults[0] ?? { path: '$', what: 'the form is not known' });
}

/** Where the validator speaks of its own workings. */
const SAID: Readonly<Record<string, string>> = { boolean: 'this field is not known', anyOf: 'this is none of the known forms' };

function depth({ path }: SchemaFault): number { return path.split(/[.[]/).length; }

/** "/steps/0/params" as "$.steps[0].params". */
function jsonPath(pointer: string): string {
  const keys = pointer.split('/').slice(1).map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.reduce((path, key) => path + (/^\d+$/.test(key) ? `[${key}]` : `.${key}`), '$');
}
