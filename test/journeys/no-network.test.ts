import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readControl } from '../../companion-server/src/access/control-file';
import { createCompanionClient } from '../../shared/client/companion-client';
import { ROOT, SAMPLES } from './run-craft';

jest.setTimeout(240_000);

/** strace sees every connection that a program and its children try to open. Linux only; `.ci/run` installs it. */
const canTrace = process.platform === 'linux' && spawnSync('strace', ['-qq', '-e', 'trace=connect', 'true']).status === 0;
const traced = canTrace ? it : it.skip;
if (!canTrace) process.stderr.write('no-network: skipped, since strace is not installed or not allowed here (apt-get install strace)\n');

const TRACE = ['-f', '-qq', '-s', '200', '-e', 'trace=connect,sendto,sendmsg,sendmmsg'];

/** Addresses outside this computer in what strace wrote, as it writes them. */
function foreignAddresses(trace: string): string[] {
  const addresses = [...trace.matchAll(/inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"/g)].map(([, four, six]) => four ?? six!);
  return addresses.filter((address) => !/^127\.|^::1$|^::ffff:127\./.test(address));
}

describe('the network', () => {
  let home = '';
  beforeAll(async () => { home = await mkdtemp(join(tmpdir(), 'no-network-')); });
  afterAll(() => rm(home, { recursive: true, force: true }));

  traced('is left alone by a companion that starts, tests itself, and enhances a photo', async () => {
    const file = join(home, 'trace');
    const server = spawn('strace', [...TRACE, '-o', file, process.execPath, join(ROOT, 'companion-server/dist/cli.js'), 'serve'], {
      env: { ...process.env, PHOTOCRAFTER_PORTS: '0', PHOTOCRAFTER_DATA_FOLDER: join(home, 'data'), PHOTOCRAFTER_MODEL_FOLDER: join(home, 'models') }, stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(server, 'exit');
    let said = '';
    await new Promise<void>((resolve) => { server.stdout.setEncoding('utf8').on('data', (text: string) => { said += text; if (said.includes('is ready at')) resolve(); }); });
    const { address, token } = readControl(join(home, 'data'));
    const client = createCompanionClient({ address, fetch, client: 'test/1', token: () => token });
    const { asset } = await client.uploadAsset(new Uint8Array(await readFile(join(SAMPLES, 'otters.jpg'))));
    const { id } = await client.startJob({ kind: 'enhance', asset, name: 'otters.jpg', strength: 1, formats: ['image', 'psd'] }, randomUUID());
    let last = '';
    for await (const { type } of client.events(id, 0)) last = type;
    expect(last).toBe('result');
    await client.doctor();
    process.kill(Number((await readFile(`/proc/${server.pid!}/task/${server.pid!}/children`, 'utf8')).trim().split(' ')[0]), 'SIGTERM');
    await exited;
    const trace = await readFile(file, 'utf8');
    expect(trace.length).toBeGreaterThan(0);
    expect(foreignAddresses(trace)).toEqual([]);
  });
  traced('would be seen: a program that dials out is', async () => {
    const file = join(home, 'control');
    // 192.0.2.1 is reserved for documentation (RFC 5737): nobody answers
    spawnSync('strace', [...TRACE, '-o', file, process.execPath, '-e', "const socket = require('node:net').connect(9, '192.0.2.1'); socket.on('error', () => {}); setTimeout(() => process.exit(), 500)"]);
    expect(foreignAddresses(await readFile(file, 'utf8'))).toEqual(['192.0.2.1']);
  });
});
