import { randomUUID } from 'node:crypto';
import { Value } from 'typebox/value';
import { createCompanionClient, type CompanionClient } from '@photocrafter/shared/client/companion-client';
import { ErrorAnswerSchema } from '@photocrafter/shared/protocol/error-answer';
import type { JobRequest } from '@photocrafter/shared/protocol/job';
import type { JobEvent } from '@photocrafter/shared/protocol/job-event';
import { sendRaw, startTestCompanion, type TestCompanion } from './companion.fixture';

describe('companion', () => {
  let companion: TestCompanion;
  let client: CompanionClient;
  const connect = () => createCompanionClient({ address: companion.address, fetch, client: 'test/1', token: () => companion.token });
  const authorised = () => ({ authorization: `Bearer ${companion.token}` });
  beforeAll(async () => {
    companion = await startTestCompanion({ maxUploadBytes: 1000, maxPixels: 100, maxQueuedJobs: 3 });
    client = connect();
  });
  afterAll(() => companion.close());

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) => fetch(companion.address + path, {
    method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers: { 'content-type': 'application/json', 'x-companion-client': 'test/1', ...authorised(), ...headers },
  });
  const upload = async (content = 'picture') => (await client.uploadAsset(new TextEncoder().encode(content))).asset;
  const request = async (instruction = 'echo'): Promise<JobRequest> => ({ kind: 'enhance', asset: await upload(), name: 'Küste 海.jpg', strength: 1, formats: [], instruction });
  const run = async (instruction?: string) => client.startJob(await request(instruction), randomUUID());
  const collect = async (id: string, after = 0): Promise<JobEvent[]> => { const all: JobEvent[] = []; for await (const event of client.events(id, after)) all.push(event); return all; };
  const expectError = async (response: Response, status: number, code: string) => {
    const answer: unknown = await response.json();
    expect({ status: response.status, answer }).toMatchObject({ status, answer: { error: { code } } });
    expect(Value.Check(ErrorAnswerSchema, answer)).toBe(true);
  };

  it('takes a picture through a job to a download', async () => {
    const job = await run();
    const events = await collect(job.id);
    expect(events.map(({ type }) => type)).toEqual(['state', 'state', 'stage', 'notes', 'result']);
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    const response = await fetch(`http://127.0.0.1:${companion.port}/v1/jobs/${job.id}/results/critiqueText`, { headers: authorised() });
    expect(await response.text()).toBe('picture');
    expect(response.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''K%C3%BCste%20%E6%B5%B7.jpg.txt");
    expect(Buffer.from(await client.result(job.id, 'critiqueText')).toString()).toBe('picture');
    await expect(client.result(job.id, 'psd')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
  it('says who it is, and what models and doctor say', async () => {
    expect(await client.hello()).toMatchObject({ product: 'com.photocrafter.companion', protocolVersion: 1 });
    expect(await client.models()).toEqual({ models: [] });
    expect(await client.doctor()).toMatchObject({ runtime: 'test' });
  });

  describe('jobs', () => {
    it('answers a repeated submit with the same job, and refuses the key for another', async () => {
      const key = randomUUID();
      const body = await request();
      const first = await client.startJob(body, key);
      expect((await client.startJob(body, key)).id).toBe(first.id);
      await expect(client.startJob({ ...body, strength: 0.5 }, key)).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
      await collect(first.id);
    });
    it.each([['crash', 'WORKER_CRASHED'], ['refuse', 'CORRUPT_IMAGE'], ['lie', 'INTERNAL']])('reports a job that ends with %s as %s, and the next job works', async (instruction, code) => {
      const events = await collect((await run(instruction)).id);
      expect(events.at(-1)).toMatchObject({ type: 'error', failure: { code } });
      expect((await collect((await run()).id)).at(-1)).toMatchObject({ type: 'result' });
    });
    it('cancels at once and really stops the work', async () => {
      const job = await run('spin');
      for await (const event of client.events(job.id, 0)) if (event.type === 'stage') break;
      expect(await client.cancelJob(job.id)).toMatchObject({ state: 'cancelled' });
      expect((await collect(job.id)).at(-1)).toMatchObject({ type: 'cancelled' });
      expect((await collect((await run()).id)).at(-1)).toMatchObject({ type: 'result' });
      expect(await client.job(job.id)).toMatchObject({ state: 'cancelled' });
    }, 20_000);
    it('cancels a waiting job without starting it', async () => {
      const blocking = await run('wait');
      const waiting = await run();
      await client.cancelJob(waiting.id);
      await client.cancelJob(blocking.id);
      expect((await collect(waiting.id)).map(({ type }) => type)).toEqual(['state', 'cancelled']);
    });
    it('is busy beyond the limit and says when to come back', async () => {
      const blocking = await run('wait');
      for await (const event of client.events(blocking.id, 0)) if (event.type === 'stage') break;
      const waiting = [await run(), await run(), await run()];
      const response = await post('/v1/jobs', await request(), { 'idempotency-key': randomUUID() });
      expect(response.headers.get('retry-after')).toBe('5');
      await expectError(response, 503, 'BUSY');
      for (const { id } of [blocking, ...waiting]) await client.cancelJob(id);
    });
    it('resumes events from any point, by poll and by stream', async () => {
      const { id } = await run();
      const all = await collect(id);
      for (let after = 0; after <= all.length; after++) {
        expect(await collect(id, after)).toEqual(all.slice(after));
        const stream = await fetch(`${companion.address}/v1/jobs/${id}/events`, { headers: { ...authorised(), accept: 'text/event-stream', 'last-event-id': String(after) } });
        const data = (await stream.text()).split('\n').filter((line) => line.startsWith('data: ')).map((line): unknown => JSON.parse(line.slice(6)));
        expect(data).toEqual(all.slice(after));
      }
    });
    it('puts a running job back when it closes, and finishes the waiting ones after a restart', async () => {
      const body = await request('wait');
      const { id } = await client.startJob(body, randomUUID());
      for await (const event of client.events(id, 0)) if (event.type === 'stage') break;
      const next = await run();
      await companion.restart();
      client = connect();
      for await (const event of client.events(id, 3)) if (event.type === 'stage') break;
      await client.cancelJob(id);
      expect((await collect(next.id)).at(-1)).toMatchObject({ type: 'result' });
    }, 20_000);
  });

  describe('uploads', () => {
    it('come back as a handle, raw samples with their description', async () => {
      const { asset, bytes } = await client.uploadAsset(new Uint8Array(2 * 3 * 4 * 2), { width: 2, height: 3, channels: 4, depth: 16, profileName: 'Display P3' });
      expect({ asset, bytes }).toEqual({ bytes: 48, asset: { sha256: expect.stringMatching(/^[a-f0-9]{64}$/) as unknown, raw: { width: 2, height: 3, channels: 4, depth: 16, profileName: 'Display P3' } } });
      expect(await client.hasAsset(asset.sha256)).toBe(true);
      expect(await client.hasAsset('0'.repeat(64))).toBe(false);
    });
    it.each([
      ['too few samples', () => client.uploadAsset(new Uint8Array(5), { width: 2, height: 3, channels: 1, depth: 8 }), 'INVALID_REQUEST'],
      ['too many pixels', () => client.uploadAsset(new Uint8Array(5), { width: 20, height: 30, channels: 1, depth: 8 }), 'IMAGE_TOO_LARGE'],
      ['too many bytes', () => client.uploadAsset(new Uint8Array(1001)), 'UPLOAD_TOO_LARGE'],
      ['nothing', () => client.uploadAsset(new Uint8Array(0)), 'INVALID_REQUEST'],
    ])('are refused with %s', async (_name, send, code) => {
      await expect(send()).rejects.toMatchObject({ code });
    });
    it('are refused when a job describes them otherwise', async () => {
      const asset = { ...await upload(), raw: { width: 2, height: 3, channels: 1, depth: 8 } as const };
      await expect(client.startJob({ ...await request(), asset }, randomUUID())).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
    });
  });

  describe('validation', () => {
    const bad: readonly (readonly [string, (good: JobRequest) => unknown])[] = [
      ['an unknown field', (good) => ({ ...good, extra: 1 })],
      ['an unknown field deep inside', (good) => ({ ...good, asset: { ...good.asset, extra: 1 } })],
      ['a number as text', (good) => ({ ...good, strength: '1' })],
      ['a missing field', (good) => ({ ...good, name: undefined })],
      ['a plan without render', (good) => ({ ...good, plan: { schemaVersion: 1, steps: [], advice: {} } })],
      ['render without a plan', (good) => ({ ...good, kind: 'render' })],
      ['null', () => null],
      ['__proto__', (good) => JSON.stringify(good).replace('{', '{"__proto__":{"x":1},')],
      ['constructor.prototype', (good) => JSON.stringify(good).replace('{', '{"constructor":{"prototype":{"x":1}},')],
      ['an endless number', (good) => JSON.stringify(good).replace('"strength":1', '"strength":1e400')],
      ['60,000 brackets', () => '['.repeat(60_000)],
      ['half a text', () => '{"kind":"enh'],
    ];
    it.each(bad)('refuses a job with %s', async (_name, spoil) => {
      await expectError(await post('/v1/jobs', spoil(await request()), { 'idempotency-key': randomUUID() }), 400, 'INVALID_REQUEST');
    });
    it('refuses a job without an idempotency key, or with another thing for one', async () => {
      await expectError(await post('/v1/jobs', await request()), 400, 'INVALID_REQUEST');
      await expectError(await post('/v1/jobs', await request(), { 'idempotency-key': 'again' }), 400, 'INVALID_REQUEST');
    });
    it.each(['?after=-1', '?after=1e3', '?after=true', '?after=', '?wait=1.5', '?x=1', '?after=1&after=2'])('refuses the query %s', async (query) => {
      await expectError(await fetch(`${companion.address}/v1/jobs/${randomUUID()}/events${query}`, { headers: authorised() }), 400, 'INVALID_REQUEST');
    });
    it('refuses a job that names a picture that is not there', async () => {
      await expectError(await post('/v1/jobs', { ...await request(), asset: { sha256: '0'.repeat(64) } }, { 'idempotency-key': randomUUID() }), 404, 'NOT_FOUND');
    });
    it.each(['/', '/v1', '/v1/jobs/', '/V1/hello', '/v1/hello/', '/v1/jobs/not-a-uuid/events', '/v1/jobs/%7e%7', '/v1/assets/../hello', `/v1/assets/${'0'.repeat(64)}x`])('answers %s with a typed 4xx', async (path) => {
      const answer = await sendRaw(companion.port, `GET ${path} HTTP/1.1\r\nHost: localhost:${companion.port}\r\nAuthorization: Bearer ${companion.token}\r\nConnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1.1 40[04] /);
      expect(Value.Check(ErrorAnswerSchema, JSON.parse(answer.slice(answer.indexOf('{'))))).toBe(true);
    });
  });
});
