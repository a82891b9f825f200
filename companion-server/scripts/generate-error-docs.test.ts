import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_CATALOGUE } from '@photocrafter/shared/errors/catalogue';
import { renderErrorDocs } from './generate-error-docs';

const path = join(__dirname, '../../docs/errors.md');
if (process.env['UPDATE_DOCS'] === '1') writeFileSync(path, renderErrorDocs());

describe('docs/errors.md', () => {
  it('is what the catalogue says (UPDATE_DOCS=1 writes it again)', () => {
    expect(readFileSync(path, 'utf8')).toBe(renderErrorDocs());
  });

  it('has one row for each code, none of them broken by a bar in a sentence', () => {
    const rows = renderErrorDocs().split('\n').filter((line) => line.startsWith('| `'));
    expect(rows.map((line) => /`(\w+)`/.exec(line)?.[1])).toEqual(Object.keys(ERROR_CATALOGUE).sort());
    for (const line of rows) expect(line.match(/(?<!\\)\|/g)).toHaveLength(6);
  });
});
