import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { WebSocket } from 'ws';
import { readControl } from '../../companion-server/src/access/control-file';
import { createCaller } from '../../shared/client/call-route';
import { createCompanionClient } from '../../shared/client/companion-client';
import { createStoredToken } from '../../shared/client/stored-token';
import { ROOT, SAMPLES } from './run-craft';

jest.setTimeout(120_000);

/** Every secret that a companion gives out or is sent, looked for in all that it writes while it logs as much as it can. */
describe('secrets', () => {
  const home = mkdtempSync(join(tmpdir(), 'secrets-'));
  let server: ChildProcess;
  let log = '';
  afterAll(async () => {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
    rmSync(home, { recursive: true, force: true });
  });

  it('are in no log, no database, no argument, no environment and no address', async () => {
    server = spawn(process.execPath, [join(ROOT, 'companion-server/dist/cli.js'), 'serve'], {
      env: { ...process.env, PHOTOCRAFTER_PORTS: '0', PHOTOCRAFTER_LOG_LEVEL: 'trace', PHOTOCRAFTER_DATA_FOLDER: join(home, 'data'), PHOTOCRAFTER_MODEL_FOLDER: join(home, 'models') }, stdio: ['ignore', 'pipe', 'pipe'],
    });
    server.stderr!.setEncoding('utf8').on('data', (text: string) => { log += text; });
    await new Promise<void>((resolve) => { let said = ''; server.stdout!.setEncoding('utf8').on('data', (text: string) => { said += text; if (said.includes('is ready at')) resolve(); }); });
    const { address, token } = readControl(join(home, 'data'));
    const asked: string[] = [];
    const listen = (url: string, request: object) => { asked.push(url); return fetch(url, request as RequestInit); };
    const control = createCompanionClient({ address, fetch: listen, client: 'test/1', token: () => token });
    const secrets = [token];

    for (const client of ['photoshop', 'browser'] as const) for (let i = 0; i < 10; i++) {
      const plugin = createStoredToken({ fetch: listen, storage: { load: () => Promise.resolve(undefined), save: () => Promise.resolve(), clear: () => Promise.resolve() }, client, version: '1', pluginId: 'id', name: 'n', random: (bytes) => new Uint8Array(randomBytes(bytes)) });
      if (client === 'photoshop') await plugin.pair(address, (await control.openPairing(client)).code);
      else {
        const { code } = await control.panelLink();
        secrets.push(code);
        await plugin.exchange(address, code);
      }
      expect(await plugin.check(address)).toBe(true);
      const caller = createCaller({ address, fetch: listen, client: 'test/1', token: () => plugin.current() });
      const { ticket } = await caller.json('socketTicket', { body: {} });
      const renewed = (await caller.json('rotateToken', { body: {} })).token;
      const socket = new WebSocket(`${address.replace('http', 'ws')}/v1/socket`, ['companion.v1', `ticket.${ticket}`]);
      await once(socket, 'open');
      socket.terminate();
      // a mistyped token is as secret as a right one; so is a ticket that was refused
      const wrong = `cmp1.${'0'.repeat(12)}.${randomBytes(32).toString('base64url')}`;
      await createCompanionClient({ address, fetch: listen, client: 'test/1', token: () => wrong }).models().catch(() => undefined);
      secrets.push(plugin.current()!, renewed, ticket, wrong);
    }
    const { asset } = await control.uploadAsset(new Uint8Array(readFileSync(join(SAMPLES, 'cat.jpg'))));
    const { id } = await control.startJob({ kind: 'critique', asset, name: 'cat.jpg', strength: 1, formats: [] }, randomUUID());
    const surroundings: string[] = [];
    for await (const { type } of control.events(id, 0)) if (type === 'notes') surroundings.push(...processesOf(server.pid!));

    const bare = secrets.map((secret) => secret.split('.').at(-1)!);
    const found = (text: string): string[] => bare.filter((secret) => text.includes(secret));
    expect(bare.length).toBeGreaterThanOrEqual(91);
    expect(log).toContain('incoming request');
    expect(found(log)).toEqual([]);
    expect(found(asked.join('\n'))).toEqual([]);
    if (process.platform === 'linux') expect(surroundings.join('\n')).toContain('worker');
    expect(found(surroundings.join('\n'))).toEqual([]);
    const files = readdirSync(join(home, 'data'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    expect(files.map((file) => basename(file))).toContain('photocrafter.db');
    for (const file of files) if (basename(file) !== 'control.json') expect([file, found(readFileSync(file, 'latin1'))]).toEqual([file, []]);
    // it would be seen: there it is, for this user's eyes only
    expect(found(readFileSync(join(home, 'data', 'control.json'), 'latin1'))).toEqual([token.split('.').at(-1)]);
  });
});

/** Arguments and environments of a process and its children, on Linux. */
function processesOf(pid: number): string[] {
  if (process.platform !== 'linux') return [];
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter((child) => child !== '').map(Number);
  return [pid, ...children].flatMap((one) => ['cmdline', 'environ'].map((name) => readFileSync(`/proc/${one}/${name}`, 'latin1')));
}
