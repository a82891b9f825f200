import { Value } from 'typebox/value';
import type { TSchema } from 'typebox';
import { ROUTES } from './routes';
import { JobRequestSchema } from './job';
import { JobReportSchema, type JobReport } from './job-report';

const request = { kind: 'enhance', asset: { sha256: 'a'.repeat(64) }, name: 'Küste 海.jpg', strength: 1, formats: ['image', 'psd'] };

/** Every object below `schema` that would let an unknown field through. */
function openObjects(schema: unknown, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'type' in schema && schema.type === 'object' && !('additionalProperties' in schema && schema.additionalProperties === false) ? [path] : [];
  return [...own, ...Object.entries(schema).flatMap(([key, value]) => openObjects(value, `${path}/${key}`))];
}
/** Every text or list below `schema` without an upper bound. */
function unboundedParts(schema: unknown, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const part = schema as Record<string, unknown>;
  const own = (part['type'] === 'string' && !('maxLength' in part || 'pattern' in part || 'const' in part || 'enum' in part)) || (part['type'] === 'array' && !('maxItems' in part)) ? [path] : [];
  return [...own, ...Object.entries(part).flatMap(([key, value]) => unboundedParts(value, `${path}/${key}`))];
}

describe('protocol schemas', () => {
  const schemas = Object.entries(ROUTES).flatMap(([name, route]) => (['params', 'query', 'body', 'answer'] as const)
    .map((part) => [`${name} ${part}`, (route as Partial<Record<typeof part, TSchema | 'octets'>>)[part]] as const)
    .flatMap(([title, schema]): (readonly [string, TSchema])[] => (typeof schema === 'object' ? [[title, schema]] : [])));

  it.each(schemas)('%s refuses unknown fields and bounds everything', (_name, schema) => {
    expect(openObjects(schema)).toEqual([]);
    expect(unboundedParts(schema)).toEqual([]);
  });

  it('takes a job with a name in any language', () => {
    expect(Value.Check(JobRequestSchema, request)).toBe(true);
  });
  it.each([
    ['an unknown field', { ...request, priority: 9 }],
    ['a path for a name', { ...request, name: '../x.jpg' }],
    ['a control character in the name', { ...request, name: 'a\u0000.jpg' }],
    ['a strength above 1', { ...request, strength: 1.01 }],
    ['a number as text', { ...request, strength: '1' }],
    ['a format twice', { ...request, formats: ['psd', 'psd'] }],
    ['a short hash', { ...request, asset: { sha256: 'abc' } }],
    ['an upper-case hash', { ...request, asset: { sha256: 'A'.repeat(64) } }],
  ])('refuses %s', (_name, value) => {
    expect(Value.Check(JobRequestSchema, value)).toBe(false);
  });
  it('takes a report whose optional parts are absent, and none without a critique', () => {
    const report: Omit<JobReport, 'critique'> = { hints: [], files: [{ kind: 'image', fileName: 'a b.jpg', mediaType: 'image/jpeg', bytes: 1 }], stageMilliseconds: { decode: 1 }, peakRssBytes: 1 };
    const critique = { schemaVersion: 1, sections: { quality: '', colourAndLight: '', composition: '', aesthetics: '', overall: '' }, findings: [], suggestions: [], critic: 'measured' };
    expect(Value.Check(JobReportSchema, { ...report, critique })).toBe(true);
    expect(Value.Check(JobReportSchema, report)).toBe(false);
    expect(Value.Check(JobReportSchema, { ...report, critique, files: [{ kind: 'image', fileName: '../a', mediaType: '', bytes: 1 }] })).toBe(false);
  });
});
