import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { createCompanionClient } from '@photocrafter/shared/client/companion-client';
import type { PortableFetch } from '@photocrafter/shared/client/portable-fetch';
import { createStoredToken, type TokenStorage } from '@photocrafter/shared/client/stored-token';
import type { ClientClass } from '@photocrafter/shared/protocol/access';
import { startTestCompanion, type TestCompanion } from '../companion.fixture';
import { openDatabase } from '../store/database';
import { ClientStore } from '../store/client-store';
import { readControl } from './control-file';
import { PairingWindow } from './pairing-window';
import { RequestBudget } from './request-budget';
import { SingleUse } from './single-use';

jest.setTimeout(60_000);

const DAY = 24 * 3_600_000;

describe('pairing window', () => {
  const wrongFor = (code: string): string => (code === '000000' ? '000001' : '000000');
  it('lets one app of its kind in, once', () => {
    const window = new PairingWindow();
    const { code } = window.open('figma');
    expect(() => { window.redeem('photoshop', code); }).toThrow(expect.objectContaining({ code: 'PAIRING_CLOSED' }));
    window.redeem('figma', code);
    expect(() => { window.redeem('figma', code); }).toThrow(expect.objectContaining({ code: 'PAIRING_CLOSED' }));
  });
  it('closes after five wrong codes, or 10,000, and then takes the right one no more', () => {
    const window = new PairingWindow();
    const { code } = window.open('photoshop');
    let wrong = 0;
    for (let i = 0; i < 10_000; i++) try { window.redeem('photoshop', wrongFor(code)); } catch (error) { if ((error as { code: string }).code === 'WRONG_CODE') wrong++; }
    expect(wrong).toBe(5);
    expect(() => { window.redeem('photoshop', code); }).toThrow(expect.objectContaining({ code: 'PAIRING_CLOSED' }));
  });
  it('takes the right code at the fifth try, and closes after 120 s', () => {
    let now = 0;
    const window = new PairingWindow(() => now);
    const { code } = window.open('photoshop');
    for (let i = 0; i < 4; i++) expect(() => { window.redeem('photoshop', wrongFor(code)); }).toThrow();
    now = 119_999;
    window.redeem('photoshop', code);
    const next = window.open('photoshop');
    now += 120_000;
    expect(() => { window.redeem('photoshop', next.code); }).toThrow(expect.objectContaining({ code: 'PAIRING_CLOSED' }));
  });
});

describe('words for one use', () => {
  it('work once, in time, and only as issued', () => {
    let now = 0;
    const words = new SingleUse<string>(1000, () => now);
    const { word } = words.issue('a');
    expect([words.redeem(`${word.slice(0, -1)}${word.endsWith('A') ? 'B' : 'A'}`), words.redeem(''), words.redeem(word), words.redeem(word)]).toEqual([undefined, undefined, 'a', undefined]);
    const late = words.issue('b').word;
    now = 1000;
    expect(words.redeem(late)).toBeUndefined();
  });
  it('do not pile up', () => {
    const words = new SingleUse<number>(1000, () => 0);
    const all = Array.from({ length: 1000 }, (_, i) => words.issue(i).word);
    // the newest hundred are good, each of them
    expect([898, 899, 900, 901, 999].map((i) => words.redeem(all[i]!))).toEqual([undefined, undefined, 900, 901, 999]);
  });
});

describe('request budget', () => {
  it('slows one client down and leaves the others alone, and fills up again', () => {
    let now = 0;
    const budget = new RequestBudget(() => now);
    let taken = 0;
    for (let i = 0; i < 1000; i++) if (budget.take('wild')) taken++;
    expect(taken).toBe(400);
    expect(budget.take('calm')).toBe(true);
    now = 1000;
    taken = 0;
    for (let i = 0; i < 1000; i++) if (budget.take('wild')) taken++;
    expect(taken).toBe(100);
  });
});

describe('client store', () => {
  let now = 1_000_000_000_000;
  const database = openDatabase(':memory:');
  const store = new ClientStore(database, () => now);
  afterAll(() => { database.close(); });
  const admit = (client: ClientClass = 'photoshop') => store.admit({ client, origin: undefined, pluginId: 'id', name: 'n' });

  it('knows a token by all of it, and keeps no secret', () => {
    const { token, kid } = admit();
    const other = admit().token;
    expect(store.identify(token)).toEqual({ kid, client: 'photoshop', origin: undefined });
    const [prefix, , secret] = token.split('.');
    expect([`${prefix}.${kid}.${other.split('.')[2]}`, `${prefix}.000000000000.${secret}`, `${token}x`, token.slice(1), ''].map((wrong) => store.identify(wrong))).toEqual(Array(5).fill(undefined));
    expect(JSON.stringify(database.all('SELECT * FROM clients'))).not.toContain(secret);
  });
  it('forgets a token at once when it is revoked, and one that nobody used for 90 days', () => {
    const { token, kid } = admit();
    store.revoke(kid);
    expect(store.identify(token)).toBeUndefined();
    expect(() => { store.revoke(kid); }).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    const used = admit().token, unused = admit().token;
    now += 50 * DAY;
    expect(store.identify(used)).toBeDefined();
    now += 50 * DAY;
    expect([store.identify(used) !== undefined, store.identify(unused)]).toEqual([true, undefined]);
    store.removeExpired();
    expect(store.list().map(({ kid: name }) => name)).toEqual([used.split('.')[1]]);
  });
  it('renews a token of 30 days: the old one works until 60 s after the first use of the new one', () => {
    const { token, kid } = admit();
    expect(store.describe(kid).rotate).toBe(false);
    now += 31 * DAY;
    expect(store.describe(kid).rotate).toBe(true);
    const lost = store.rotate(kid, token).token;
    now += DAY;
    expect(store.identify(token)?.kid).toBe(kid);
    const next = store.rotate(kid, token).token;
    expect([store.identify(lost), store.identify(next)?.kid]).toEqual([undefined, kid]);
    now += 59_000;
    expect(store.identify(token)?.kid).toBe(kid);
    now += 1_000;
    expect([store.identify(token), store.identify(next)?.kid, store.describe(kid).rotate]).toEqual([undefined, kid, false]);
  });
});

describe('access to a running companion', () => {
  let companion: TestCompanion;
  beforeAll(async () => { companion = await startTestCompanion(); });
  afterAll(() => companion.close());

  const admin = () => createCompanionClient({ address: companion.address, fetch, client: 'test/1', token: () => companion.token });
  const memory = (): TokenStorage & { token: string | undefined } => {
    const kept = { token: undefined as string | undefined, load: () => Promise.resolve(kept.token), save: (token: string) => { kept.token = token; return Promise.resolve(); }, clear: () => { kept.token = undefined; return Promise.resolve(); } };
    return kept;
  };
  /** what a host's fetch adds by itself */
  const from = (origin: string | undefined): PortableFetch => (url, request) => fetch(url, { ...request, headers: { ...request.headers, ...(origin !== undefined && { origin }) } } as RequestInit);
  const app = (client: 'figma' | 'photoshop' | 'browser', storage = memory(), send = from(client === 'figma' ? 'null' : undefined)) => ({
    storage, send,
    token: createStoredToken({ fetch: send, storage, client, version: '1', pluginId: 'plugin', name: `My ${client}`, random: (bytes) => new Uint8Array(randomBytes(bytes)) }),
  });
  const clientOf = ({ token, send }: ReturnType<typeof app>) => createCompanionClient({ address: companion.address, fetch: send, client: 'test/1', token: () => token.current() });

  it.each(['figma', 'photoshop'] as const)('pairs %s by six digits: it may work, is listed, and may not see who else is paired', async (client) => {
    const plugin = app(client);
    expect(await plugin.token.check(companion.address)).toBe(false);
    await expect(plugin.token.pair(companion.address, '123456')).rejects.toMatchObject({ code: 'PAIRING_CLOSED' });
    const { code } = await admin().openPairing(client);
    await plugin.token.pair(companion.address, code);
    expect(await plugin.token.check(companion.address)).toBe(true);
    expect(await clientOf(plugin).models()).toEqual({ models: [] });
    await expect(clientOf(plugin).clients()).rejects.toMatchObject({ code: 'FORBIDDEN_SCOPE' });
    expect((await admin().clients()).clients).toContainEqual(expect.objectContaining({ client, name: `My ${client}`, pluginId: 'plugin' }));
    // the next start of the plugin finds it again
    expect(await app(client, plugin.storage).token.check(companion.address)).toBe(true);
    await companion.restart();
    expect(await plugin.token.check(companion.address)).toBe(true);
  });
  it('does not pair what comes from the wrong Origin, and that costs no try', async () => {
    const { code } = await admin().openPairing('figma');
    await expect(app('figma', memory(), from(undefined)).token.pair(companion.address, code)).rejects.toMatchObject({ code: 'FORBIDDEN_ORIGIN' });
    expect((await admin().clients()).pairing).toMatchObject({ client: 'figma', triesLeft: 5 });
    expect((await admin().closePairing()).pairing).toBeUndefined();
  });
  it('pairs the own page by a link that works once', async () => {
    const page = app('browser');
    const code = companion.panelLink.split('#c=')[1]!;
    await page.token.exchange(companion.address, code);
    expect(await clientOf(page).clients()).toMatchObject({});
    await expect(app('browser').token.exchange(companion.address, code)).rejects.toMatchObject({ code: 'WRONG_CODE' });
  });
  it('cuts a revoked app off within a second: waiting calls, uploads and all later ones', async () => {
    const plugin = app('photoshop');
    await plugin.token.pair(companion.address, (await admin().openPairing('photoshop')).code);
    const client = clientOf(plugin);
    const { asset } = await client.uploadAsset(new TextEncoder().encode('picture'));
    const job = await client.startJob({ kind: 'enhance', asset, name: 'a', strength: 1, formats: [], instruction: 'wait' }, '00000000-0000-4000-8000-000000000001');
    const waiting = client.events(job.id, 1000).next();
    // Node's fetch dials once more when a kept connection breaks, and is refused then
    const broken = expect(waiting).rejects.toMatchObject({ code: expect.stringMatching(/^(COMPANION_UNREACHABLE|NOT_PAIRED)$/) as unknown });
    await new Promise((resolve) => { setTimeout(resolve, 100); });
    const start = Date.now();
    await admin().revokeClient(plugin.token.current()!.split('.')[1]!);
    await broken;
    expect(Date.now() - start).toBeLessThan(1000);
    await expect(client.models()).rejects.toMatchObject({ code: 'NOT_PAIRED' });
    expect(await plugin.token.check(companion.address)).toBe(false);
    await admin().cancelJob(job.id);
  });
  it('sends no token to a stranger on its port who passes hello on', async () => {
    const plugin = app('photoshop');
    await plugin.token.pair(companion.address, (await admin().openPairing('photoshop')).code);
    const seen: string[] = [];
    const relay: PortableFetch = (url, request) => {
      seen.push(JSON.stringify(request.headers));
      return fetch(url.replace(/:\d+/, `:${companion.port}`), request as RequestInit);
    };
    const lured = app('photoshop', plugin.storage, relay);
    expect(await lured.token.check(`http://localhost:${companion.port + 1}`)).toBe(false);
    expect(seen).toHaveLength(1);
    expect(seen.join()).not.toContain('cmp1');
    expect(plugin.storage.token).toBeDefined();
  });
  it('lets the command line in by a file that only this user can read, and that goes with the companion', async () => {
    const { dataFolder } = companion.config;
    expect(statSync(join(dataFolder, 'control.json')).mode & 0o777).toBe(0o600);
    const before = readControl(dataFolder);
    await companion.restart();
    const old = createCompanionClient({ address: companion.address, fetch, client: 'test/1', token: () => before.token });
    await expect(old.models()).rejects.toMatchObject({ code: 'NOT_PAIRED' });
    expect((await admin().clients()).clients.every(({ client }) => client !== 'cli')).toBe(true);
  });
  it('serves its page with a strict policy, to anybody, and not inside frames', async () => {
    for (const path of ['/panel', '/panel/main.js', '/panel/main.css']) {
      const response = await fetch(companion.address + path);
      expect([path, response.status]).toEqual([path, 200]);
      expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob:");
    }
    expect((await fetch(`${companion.address}/panel/main.js.map`)).status).toBe(401);
  });
});
