import { mkdtemp, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installEntry, installModel, type InstallOptions } from './install';
import { noise, onnxEntry, PackageRegistry, packTarball, sha512, type RegistryBehaviour } from './package-registry.fixture';

const network = noise(200_000);
const licence = Buffer.from('the licence');
const evil = Buffer.from('evil');
const tarball = packTarball({ 'package/net.onnx': network, 'package/LICENSE': licence, '../../escaped.txt': evil, 'package/../../../escaped.txt': evil, 'package/install.js': evil });
const entry = onnxEntry(tarball, network);

describe('installEntry', () => {
  let root = '', folder = '';
  const registries: PackageRegistry[] = [];
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'install-'));
    folder = join(root, 'a', 'models');
  });
  afterEach(async () => {
    for (const registry of registries.splice(0)) await registry.close();
    await rm(root, { recursive: true, force: true });
  });

  async function registryOf(behaviour: RegistryBehaviour = {}, served: Uint8Array = tarball): Promise<{ registry: PackageRegistry; options: InstallOptions }> {
    const registry = new PackageRegistry(served, behaviour);
    registries.push(registry);
    await registry.listen();
    return { registry, options: { folder, npm: { registry: registry.url, fetchRetries: 0 } } };
  }
  const partial = (): string => join(folder, '.downloads', 'scope-example-1.0.0.tgz');
  const allFiles = async (): Promise<string[]> => (await readdir(root, { recursive: true, withFileTypes: true })).filter((item) => item.isFile()).map(({ name }) => name).sort();

  it('keeps the network, the licence, a notice and a record, and nothing else of the package', async () => {
    const { options } = await registryOf();
    const path = await installEntry(entry, options);
    expect(Buffer.compare(await readFile(path), network)).toBe(0);
    expect(await allFiles()).toEqual(['LICENSE', 'NOTICE.txt', 'installed.json', 'network.onnx']);
    expect(await readFile(join(path, '..', 'NOTICE.txt'), 'utf8')).toMatch(/Licence: MIT\n\nMade by the test\.\n\nThe network is unchanged\.\n$/);
  });

  it('continues a download that broke, and reports where it stands', async () => {
    const { registry, options } = await registryOf({ breakAfter: [60_000] });
    await expect(installEntry(entry, options)).rejects.toMatchObject({ code: 'MODEL_DOWNLOAD_FAILED' });
    const { size } = await stat(partial());
    expect(size).toBeGreaterThan(0);
    const seen: number[] = [];
    await installEntry(entry, { ...options, onProgress: ({ phase, doneBytes }) => { if (phase === 'fetch') seen.push(doneBytes); } });
    expect(registry.ranges).toEqual(['', `bytes=${size}-`]);
    expect(seen[0]).toBeGreaterThan(size);
    expect(seen.at(-1)).toBe(tarball.length);
  });

  it('takes a broken connection up again by itself, as often as npm\'s settings say', async () => {
    const { registry, options } = await registryOf({ breakAfter: [60_000, 60_000, 60_000] });
    await installEntry(entry, { ...options, npm: { registry: registry.url, fetchRetries: 3 } });
    expect(registry.ranges).toHaveLength(4);
    const twice = await registryOf({ breakAfter: [60_000, 60_000, 60_000] });
    const refused = installEntry({ ...entry, name: 'other' }, { ...twice.options, npm: { registry: twice.registry.url, fetchRetries: 1 } });
    await expect(refused).rejects.toMatchObject({ code: 'MODEL_DOWNLOAD_FAILED' });
    expect(twice.registry.ranges).toHaveLength(2);
  });

  it('says at once, with size and command, that there is no network', async () => {
    const { registry, options } = await registryOf();
    await registry.close();
    registries.pop();
    // npm's own number of retries holds here: none of its long waits may follow.
    const attempt = installEntry(entry, { ...options, npm: { registry: options.npm!.registry } });
    await expect(attempt).rejects.toMatchObject({ code: 'MODEL_DOWNLOAD_FAILED', detail: expect.stringMatching(/@scope\/example@1\.0\.0, \d+ MB: .*ECONNREFUSED.*npm run -s craft -- models install example$/) as string });
    expect(await allFiles()).toEqual([]);
  });

  // npm asks for the short form of a package's description first, and for the long one where there is none.
  it.each([[404, 2], [401, 1], [503, 1]])('tells at once that a registry answers %i', async (status, requests) => {
    const { registry } = await registryOf({ status });
    const attempt = installEntry(entry, { folder, npm: { registry: registry.url, fetchRetries: 2, fetchRetryMintimeout: 1 } });
    await expect(attempt).rejects.toMatchObject({ code: 'MODEL_DOWNLOAD_FAILED', detail: expect.stringContaining(String(status)) as string });
    expect(registry.authorizations).toHaveLength(requests);
  });

  it('can be cancelled while the registry is silent', async () => {
    const { options } = await registryOf({ isSilent: true });
    const controller = new AbortController();
    const cancelled = installEntry(entry, { ...options, npm: { registry: options.npm!.registry }, signal: controller.signal });
    setTimeout(() => { controller.abort(); }, 50);
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('leaves a network that is whole, and replaces a damaged one', async () => {
    const { registry, options } = await registryOf();
    const path = await installEntry(entry, options);
    await utimes(path, 1, 1);
    await installEntry(entry, options);
    expect((await stat(path)).mtimeMs).toBe(1000);
    expect(registry.ranges).toHaveLength(1);
    await writeFile(path, noise(network.length).fill(0, 7, 8));
    await installEntry(entry, options);
    expect(registry.ranges).toHaveLength(2);
    expect(Buffer.compare(await readFile(path), network)).toBe(0);
  });

  it('is done once when two ask at the same time', async () => {
    const { registry, options } = await registryOf({ pieceDelayMs: 1 });
    const both = await Promise.allSettled([installEntry(entry, options), installEntry(entry, options)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'INSTALL_RUNNING' } });
    expect(registry.ranges).toHaveLength(1);
  });

  it('starts over inside the file when the registry ignores the range', async () => {
    const { registry, options } = await registryOf({ breakAfter: [60_000], ignoresRange: true });
    await expect(installEntry(entry, options)).rejects.toMatchObject({ code: 'MODEL_DOWNLOAD_FAILED' });
    await installEntry(entry, options);
    expect(registry.ranges).toHaveLength(2);
  });

  it('fetches once more when what lay there was not the beginning of the package', async () => {
    const { registry, options } = await registryOf();
    await mkdir(join(folder, '.downloads'), { recursive: true });
    await writeFile(partial(), noise(50_000));
    await installEntry(entry, options);
    expect(registry.ranges).toEqual(['bytes=50000-', '']);
  });

  it('fetches nothing when the whole package lies there', async () => {
    const { registry, options } = await registryOf();
    await mkdir(join(folder, '.downloads'), { recursive: true });
    await writeFile(partial(), tarball);
    await installEntry(entry, options);
    expect(registry.ranges).toEqual([]);
  });

  it('refuses another package under the same name, before and after fetching it', async () => {
    const other = packTarball({ 'package/net.onnx': noise(300_000), 'package/LICENSE': licence });
    const honest = await registryOf({}, other);
    await expect(installEntry(entry, honest.options)).rejects.toMatchObject({ code: 'MODEL_INTEGRITY' });
    expect(honest.registry.ranges).toEqual([]);
    const lying = await registryOf({ announces: sha512(tarball) }, other);
    await expect(installEntry(entry, lying.options)).rejects.toMatchObject({ code: 'MODEL_INTEGRITY' });
    const shorter = await registryOf({ announces: sha512(tarball) }, packTarball({ 'package/net.onnx': noise(100_000), 'package/LICENSE': licence }));
    await expect(installEntry(entry, shorter.options)).rejects.toMatchObject({ code: 'MODEL_INTEGRITY' });
    expect(await allFiles()).toEqual([]);
  });

  it('refuses a network whose own hash is wrong', async () => {
    const { options } = await registryOf();
    const wrong = { ...entry, build: { kind: 'onnx' as const, file: 'net.onnx', sha256: '00' } };
    await expect(installEntry(wrong, options)).rejects.toMatchObject({ code: 'MODEL_INTEGRITY' });
    expect(await allFiles()).toEqual([]);
  });

  it('refuses a package that lacks a listed file, and names it', async () => {
    const poor = packTarball({ 'package/net.onnx': network });
    const { options } = await registryOf({}, poor);
    await expect(installEntry(onnxEntry(poor, network), options)).rejects.toMatchObject({ code: 'MODEL_INTEGRITY', detail: 'the tarball lacks LICENSE' });
    expect(await allFiles()).toEqual([]);
  });

  it('takes no link for a listed file', async () => {
    const linked = packTarball({ 'package/net.onnx': network, 'package/LICENSE': licence }, { 'package/LICENSE': '/etc/hostname' });
    const { options } = await registryOf({}, linked);
    await expect(installEntry(onnxEntry(linked, network), options)).rejects.toMatchObject({ code: 'MODEL_INTEGRITY', detail: 'the tarball lacks LICENSE' });
  });

  it('sends the credentials of the registry', async () => {
    const { registry, options } = await registryOf();
    await installEntry(entry, { ...options, npm: { ...options.npm, [`//${new URL(registry.url).host}/:_authToken`]: 'token' } });
    expect(new Set(registry.authorizations)).toEqual(new Set(['Bearer token']));
  });

  it('stops when cancelled, keeps what came, and continues later', async () => {
    const { options } = await registryOf({ pieceDelayMs: 2 });
    const controller = new AbortController();
    const cancelled = installEntry(entry, { ...options, signal: controller.signal, onProgress: ({ doneBytes }) => { if (doneBytes > 30_000) controller.abort(); } });
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' });
    expect((await stat(partial())).size).toBeGreaterThan(30_000);
    await installEntry(entry, options);
  });

  it.each(['a tarball', 'a folder with the tarball', 'an unpacked package', 'a folder with package/ in it'])('installs from %s without a registry', async (kind) => {
    const local = join(root, 'local');
    await mkdir(join(local, 'package'), { recursive: true });
    if (kind.includes('tarball')) {
      await writeFile(join(local, 'scope-example-1.0.0.tgz'), tarball);
    } else {
      const target = kind === 'an unpacked package' ? local : join(local, 'package');
      if (kind === 'an unpacked package') await rm(join(local, 'package'), { recursive: true });
      await writeFile(join(target, 'net.onnx'), network);
      await writeFile(join(target, 'LICENSE'), licence);
    }
    const path = await installEntry(entry, { folder, from: kind === 'a tarball' ? join(local, 'scope-example-1.0.0.tgz') : local });
    expect(Buffer.compare(await readFile(path), network)).toBe(0);
  });

  it('says what is wrong with a local source', async () => {
    await expect(installEntry(entry, { folder, from: join(root, 'absent') })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await mkdir(join(root, 'empty'));
    await expect(installEntry(entry, { folder, from: join(root, 'empty') })).rejects.toMatchObject({ code: 'MODEL_INTEGRITY' });
    await writeFile(join(root, 'other.tgz'), packTarball({ 'package/net.onnx': network, 'package/LICENSE': licence }));
    await expect(installEntry(entry, { folder, from: join(root, 'other.tgz') })).rejects.toMatchObject({ code: 'MODEL_INTEGRITY' });
    await expect(installModel('no-such-network', { folder })).rejects.toMatchObject({ code: 'BAD_USAGE' });
  });
});
