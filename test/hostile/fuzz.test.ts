import fc from 'fast-check';
import { Value } from 'typebox/value';
import { ErrorAnswerSchema } from '../../shared/protocol/error-answer';
import { ROUTES, type Route } from '../../shared/protocol/routes';
import { arbitraryOf, spoiled } from './arbitrary-of-schema';
import { openHostileRig, type HostileRig } from './hostile-rig';

jest.setTimeout(600_000);

const RUNS = process.env['HOSTILE'] === 'full' ? 700 : 25;
/** what a server may say of itself when it is not its fault: too busy, disk full */
const EXCUSED = [503, 507];
const routes = Object.entries<Route>(ROUTES);

/** Path, query, headers and body as the route's schemas admit them; half of the time with one part spoiled. */
function requestsTo(route: Route): fc.Arbitrary<{ readonly path: string; readonly headers: Record<string, string>; readonly body: string | undefined }> {
  const part = (schema: object | undefined) => (schema === undefined ? fc.constant({}) : arbitraryOf(schema).chain((value) => fc.oneof({ weight: 4, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: spoiled(value) })));
  const body = route.body === undefined ? fc.constant(undefined) : route.body === 'octets' ? fc.string() : arbitraryOf(route.body).chain((value) => fc.oneof(fc.constant(value), spoiled(value))).map((value) => JSON.stringify(value));
  const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value) ?? '');
  const words = (value: unknown): [string, string][] => Object.entries(value ?? {}).map(([name, word]) => [name, text(word)]);
  return fc.tuple(part(route.params), part(route.query), part(route.headers), body).map(([params, query, headers, sent]) => ({
    path: route.path.replace(/:([a-z0-9]+)/gi, (_whole, name: string) => encode(new Map(words(params)).get(name) ?? '')) + (words(query).length > 0 ? `?${words(query).map(([name, word]) => `${encode(name)}=${encode(word)}`).join('&')}` : ''),
    headers: Object.fromEntries(words(headers).filter(([name, word]) => /^[\w-]+$/.test(name) && /^[\x20-\x7e]*$/.test(word))),
    body: sent,
  }));
}
function encode(word: string): string { return encodeURIComponent(word.replace(/\p{Surrogate}/gu, '')).slice(0, 400); }

describe('API under fuzzing', () => {
  let rig: HostileRig;
  beforeAll(async () => { rig = await openHostileRig(undefined, { take: () => true }); });
  afterAll(() => rig.close());

  it.each(routes)('%s answers everything with a result or a typed refusal', async (_name, route) => {
    let admitted = 0;
    await fc.assert(fc.asyncProperty(requestsTo(route), async ({ path, headers, body }) => {
      const response = await fetch(`http://127.0.0.1:${rig.port}${path}`, {
        method: route.method, ...(body !== undefined && { body }),
        headers: { ...headers, authorization: `Bearer ${rig.tokens.valid.cli}`, 'x-companion-client': 'fuzz/1', 'content-type': route.body === 'octets' ? 'application/octet-stream' : 'application/json' },
        signal: AbortSignal.timeout(60_000),
      });
      const answer = await response.text();
      if (response.ok) { admitted++; return; }
      expect(response.status).toBeLessThan(EXCUSED.includes(response.status) ? 600 : 500);
      const said: unknown = JSON.parse(answer);
      expect([path, body, said, Value.Check(ErrorAnswerSchema, said)]).toEqual([path, body, said, true]);
    }), { numRuns: RUNS, seed: 7 });
    // what needs no picture, job or code that exists must get through now and then: else only refusals were tried
    if (!/asset|job|events|result|pair|exchange|token/i.test(route.path.replace('/v1/pairing', '')) && route.params === undefined) expect(admitted).toBeGreaterThan(0);
  });
});
