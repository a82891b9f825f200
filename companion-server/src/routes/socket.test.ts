import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { createCaller } from '@photocrafter/shared/client/call-route';
import { createCompanionClient, type CompanionClient } from '@photocrafter/shared/client/companion-client';
import type { JobEvent } from '@photocrafter/shared/protocol/job-event';
import { SOCKET_CLOSE, type Watched } from '@photocrafter/shared/protocol/socket';
import { startTestCompanion, type TestCompanion } from '../companion.fixture';

jest.setTimeout(60_000);

describe('socket', () => {
  let companion: TestCompanion;
  let client: CompanionClient;
  beforeAll(async () => {
    companion = await startTestCompanion();
    client = createCompanionClient({ address: companion.address, fetch, client: 'test/1', token: () => companion.token });
  });
  afterAll(() => companion.close());

  const ticket = async () => (await createCaller({ address: companion.address, fetch, client: 'test/1', token: () => companion.token }).json('socketTicket', { body: {} })).ticket;
  const dial = (word: string, headers: Record<string, string> = {}) => new WebSocket(`ws://localhost:${companion.port}/v1/socket`, ['companion.v1', `ticket.${word}`], { headers });
  const refusal = async (socket: WebSocket) => {
    const [, response] = await once(socket.on('error', () => undefined), 'unexpected-response') as [unknown, IncomingMessage];
    // the server hangs up by itself
    await once(response.socket, 'close');
    return response.statusCode;
  };
  const start = async (instruction = 'echo') => {
    const { asset } = await client.uploadAsset(new TextEncoder().encode('picture'));
    return (await client.startJob({ kind: 'enhance', asset, name: 'a', strength: 1, formats: [], instruction }, randomUUID())).id;
  };

  it('tells the same events as the route, from any point on, for several jobs', async () => {
    const ids = [await start(), await start()];
    const socket = dial(await ticket());
    await once(socket, 'open');
    expect(socket.protocol).toBe('companion.v1');
    const heard = new Map<string, JobEvent[]>(ids.map((id) => [id, []]));
    const done = new Promise<void>((resolve) => {
      let open = ids.length;
      socket.on('message', (data: Buffer) => {
        const { job, events, final } = JSON.parse(data.toString()) as Watched;
        heard.get(job)!.push(...events);
        if (final && --open === 0) resolve();
      });
    });
    ids.forEach((watch, after) => { socket.send(JSON.stringify({ watch, after })); });
    await done;
    socket.close();
    for (const [after, id] of ids.entries()) {
      const all: JobEvent[] = [];
      for await (const event of client.events(id, after)) all.push(event);
      expect(heard.get(id)).toEqual(all);
    }
  });
  it('goes on for any number of jobs, one after the other', async () => {
    const watch = await start();
    const socket = dial(await ticket());
    await once(socket, 'open');
    for (let i = 0; i < 70; i++) {
      socket.send(JSON.stringify({ watch, after: 0 }));
      for (let final = false; !final;) final = (JSON.parse(String((await once(socket, 'message') as [Buffer])[0])) as Watched).final;
    }
    expect(socket.readyState).toBe(WebSocket.OPEN);
    socket.close();
  });
  it('opens once a ticket, for its own kind of program only', async () => {
    const word = await ticket();
    const socket = dial(word);
    await once(socket, 'open');
    socket.close();
    expect(await refusal(dial(word))).toBe(401);
    expect(await refusal(dial(await ticket(), { origin: 'null' }))).toBe(401);
    expect(await refusal(dial(await ticket(), { origin: 'https://evil.example' }))).toBe(403);
    expect(await refusal(dial(await ticket(), { host: 'evil.example' }))).toBe(421);
    expect(await refusal(new WebSocket(`ws://localhost:${companion.port}/v1/models`, { headers: { authorization: `Bearer ${companion.token}` } }))).toBe(400);
  });
  it.each([['no JSON', '{'], ['another message', '{"watch":1}'], ['a job that is not there', JSON.stringify({ watch: randomUUID(), after: 0 })]])('closes on %s', async (_name, text) => {
    const socket = dial(await ticket());
    await once(socket, 'open');
    socket.send(text);
    const [code] = await once(socket, 'close') as [number];
    expect(Object.values<number>(SOCKET_CLOSE)).toContain(code);
  });
  it('closes on a message of more than 64 KiB', async () => {
    const socket = dial(await ticket());
    await once(socket, 'open');
    socket.send('x'.repeat(64 * 1024 + 1));
    expect((await once(socket.on('error', () => undefined), 'close'))[0]).toBe(1009);
  });
  it('ends at once when its token is taken back', async () => {
    const socket = dial(await ticket());
    await once(socket, 'open');
    const started = Date.now();
    const closed = once(socket.on('error', () => undefined), 'close');
    await client.revokeClient(companion.token.split('.')[1]!).catch(() => undefined);
    await closed;
    expect(Date.now() - started).toBeLessThan(1000);
  });
});
