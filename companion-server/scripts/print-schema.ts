/** The parts of JSON Schema that the protocol uses. */
export interface PlainSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly PlainSchema[];
  readonly properties?: Readonly<Record<string, PlainSchema>>;
  readonly patternProperties?: Readonly<Record<string, PlainSchema>>;
  readonly required?: readonly string[];
  readonly items?: PlainSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly maxItems?: number;
}
/** The name under which a shape is explained elsewhere; undefined to spell it out here. */
export type NameOf = (schema: PlainSchema) => string | undefined;

/** Beyond this a bound says "any integer" and no more. */
const UNBOUNDED = Number.MAX_SAFE_INTEGER;
const MAX_LINE = 100;

/** Writes a schema the way that people write types: `{ name: text up to 200, depth?: 8 | 16 }`. */
export function printSchema(schema: PlainSchema, nameOf: NameOf, indent = ''): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.anyOf !== undefined) return schema.anyOf.map((one) => refer(one, nameOf, indent)).join(`\n${indent}| `);
  switch (schema.type) {
    case 'object': return printObject(schema, nameOf, indent);
    case 'array': return `list of up to ${schema.maxItems ?? 'any number of'}: ${refer(schema.items ?? {}, nameOf, indent)}`;
    case 'string': return schema.pattern === undefined ? `text up to ${schema.maxLength ?? UNBOUNDED}` : `text /${schema.pattern}/`;
    case 'integer': case 'number': return schema.type + range(schema);
    default: return schema.type ?? 'anything';
  }
}

function refer(schema: PlainSchema, nameOf: NameOf, indent: string): string {
  return nameOf(schema) ?? printSchema(schema, nameOf, indent);
}

function printObject({ properties = {}, patternProperties = {}, required = [] }: PlainSchema, nameOf: NameOf, indent: string): string {
  const inner = `${indent}  `;
  const fields = [
    ...Object.entries(properties).map(([name, schema]) => `${name}${required.includes(name) ? '' : '?'}: ${refer(schema, nameOf, inner)}`),
    ...Object.entries(patternProperties).map(([pattern, schema]) => `[name /${pattern}/]: ${refer(schema, nameOf, inner)}`),
  ];
  const line = `{ ${fields.join(', ')} }`;
  return fields.length === 0 ? '{}' : line.length <= MAX_LINE && !line.includes('\n') ? line : `{\n${fields.map((field) => `${inner}${field}\n`).join('')}${indent}}`;
}

function range({ minimum, maximum }: PlainSchema): string {
  if (minimum === undefined && maximum === undefined) return '';
  return maximum === undefined || maximum === UNBOUNDED ? ` from ${minimum ?? 'any'}` : ` ${minimum ?? 'any'} to ${maximum}`;
}
