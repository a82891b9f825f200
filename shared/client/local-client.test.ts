import type { JobRequest } from '../protocol/job';
import { createLocalClient, type LocalAnswer, type LocalRequest } from './local-client';

const address = 'http://localhost:1';
/** A companion that notes what it is asked and gives one answer. */
function companion(status: number, answer: unknown) {
  const asked: LocalRequest[] = [];
  const dispatch = (request: LocalRequest): Promise<LocalAnswer> => {
    asked.push(request);
    return Promise.resolve({ status, body: answer instanceof Uint8Array ? answer : new Uint8Array(Buffer.from(JSON.stringify(answer))) });
  };
  return { asked, client: createLocalClient(dispatch, address, 'test/1') };
}

describe('client, in process', () => {
  it('sends a job as text, with its key and the caller\'s name', async () => {
    const { asked, client } = companion(202, { id: 'x', name: 'Küste 海' });
    const request: JobRequest = { kind: 'critique', asset: { sha256: 'a'.repeat(64) }, name: 'a', strength: 1, formats: [] };
    expect(await client.startJob(request, 'key')).toEqual({ id: 'x', name: 'Küste 海' });
    expect(asked).toEqual([{ method: 'POST', path: '/v1/jobs', body: JSON.stringify(request), headers: { accept: 'application/json', 'content-type': 'application/json', 'x-companion-client': 'test/1', 'idempotency-key': 'key' } }]);
  });
  it('sends samples as bytes and their description as text', async () => {
    const { asked, client } = companion(201, {});
    await client.uploadAsset(new Uint8Array([1, 2]), { width: 2, height: 1, channels: 1, depth: 8, profileName: 'A & B/ä' });
    expect(asked[0]).toMatchObject({ path: '/v1/assets?width=2&height=1&channels=1&depth=8&profileName=A%20%26%20B%2F%C3%A4', body: new Uint8Array([1, 2]) });
  });
  it('gives the companion\'s own error, and COMPANION_UNREACHABLE for a stranger\'s', async () => {
    await expect(companion(503, { error: { code: 'BUSY', detail: '64 jobs' } }).client.job('x')).rejects.toMatchObject({ code: 'BUSY', detail: '64 jobs' });
    await expect(companion(500, { error: { code: 'toString', detail: '' } }).client.job('x')).rejects.toMatchObject({ code: 'COMPANION_UNREACHABLE' });
    await expect(companion(404, new Uint8Array([60])).client.job('x')).rejects.toMatchObject({ code: 'COMPANION_UNREACHABLE' });
  });
  it('reads events to the last one, page by page, each once', async () => {
    const pages = [{ events: [{ seq: 1, type: 'state' }, { seq: 2, type: 'stage' }], final: false }, { events: [], final: false }, { events: [{ seq: 3, type: 'cancelled' }], final: true }];
    const asked: string[] = [];
    const client = createLocalClient(({ path }) => {
      asked.push(path);
      return Promise.resolve({ status: 200, body: new Uint8Array(Buffer.from(JSON.stringify(pages[asked.length - 1]))) });
    }, address);
    const seen: number[] = [];
    for await (const { seq } of client.events('job', 0)) seen.push(seq);
    expect(seen).toEqual([1, 2, 3]);
    expect(asked.map((path) => /after=(\d+)/.exec(path)?.[1])).toEqual(['0', '2', '2']);
  });
  it('says that a call was cancelled when its signal says so', async () => {
    await expect(companion(200, {}).client.hello(AbortSignal.abort())).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
