import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROUTES } from '@photocrafter/shared/protocol/routes';
import { renderProtocolDocs } from './generate-protocol-docs';
import { printSchema } from './print-schema';

const path = join(__dirname, '../../docs/protocol.md');
if (process.env['UPDATE_DOCS'] === '1') writeFileSync(path, renderProtocolDocs());

describe('docs/protocol.md', () => {
  it('is what the route table says (UPDATE_DOCS=1 writes it again)', () => {
    expect(readFileSync(path, 'utf8')).toBe(renderProtocolDocs());
  });
  it('has every address, and only shapes that it explains', () => {
    const text = renderProtocolDocs();
    for (const { method, path: address } of Object.values(ROUTES)) expect(text).toContain(`### ${method} ${address}\n`);
    const explained = new Set([...text.matchAll(/^### (\w+)$/gm)].map(([, name]) => name));
    const named = [...text.matchAll(/(?::|\|) ([A-Z]\w+)/g)].map(([, name]) => name);
    expect(named.filter((name) => !explained.has(name))).toEqual([]);
    expect([...explained].filter((name) => !['ErrorAnswer', 'HostLayers'].includes(name) && !named.includes(name))).toEqual([]);
  });
});

describe('printSchema', () => {
  it.each([
    [{ type: 'string', maxLength: 3 }, 'text up to 3'],
    [{ type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER }, 'integer from 0'],
    [{ type: 'number', minimum: 0, maximum: 1 }, 'number 0 to 1'],
    [{ enum: ['a', 1] }, '"a" | 1'],
    [{ type: 'object', properties: { a: { type: 'boolean' }, b: { type: 'boolean' } }, required: ['a'] }, '{ a: boolean, b?: boolean }'],
    [{ type: 'array', maxItems: 2, items: { const: 'x' } }, 'list of up to 2: "x"'],
  ])('writes %j as %s', (schema, text) => {
    expect(printSchema(schema, () => undefined)).toBe(text);
  });
});
