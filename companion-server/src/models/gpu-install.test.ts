import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gpuPackage, installGpu, type GpuPackage } from './gpu-install';
import { storedZip } from './stored-zip.fixture';

const signal = new AbortController().signal;
const zip = storedZip({ 'runtimes/a.so': 'library a', 'runtimes/b.so': 'library b', 'readme.txt': 'not taken' });
const sha512 = createHash('sha512').update(zip).digest('base64');

describe('installGpu', () => {
  let folder = '';
  let source: GpuPackage;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gpu-'));
    source = { name: 'Some.Package', version: '1.2.3', index: 'https://feed.test/index.json', folder, files: new Map([['runtimes/a.so', join(folder, 'a.so')], ['runtimes/b.so', join(folder, 'b.so')]]) };
  });
  afterEach(async () => { await rm(folder, { recursive: true }); });

  /** A feed that answers as NuGet v3 does. */
  const feed = (published: string, content: Buffer): typeof fetch => (async (url: string | URL | Request) => {
    const answers: Record<string, unknown> = {
      'https://feed.test/index.json': { resources: [{ '@type': 'RegistrationsBaseUrl/3.6.0', '@id': 'https://feed.test/reg/' }] },
      'https://feed.test/reg/some.package/1.2.3.json': { catalogEntry: 'https://feed.test/catalog.json', packageContent: 'https://feed.test/some.package.nupkg' },
      'https://feed.test/catalog.json': { packageHash: published, packageHashAlgorithm: 'SHA512' },
    };
    const key = String(url);
    if (key.endsWith('.nupkg')) return Promise.resolve(new Response(new Uint8Array(content)));
    return Promise.resolve(key in answers ? Response.json(answers[key]) : new Response('', { status: 404 }));
  }) as typeof fetch;

  it('takes the listed files and nothing else when the published hash is right', async () => {
    await installGpu(source, { signal, fetch: feed(sha512, zip) });
    expect((await readdir(folder)).sort()).toEqual(['a.so', 'b.so']);
    expect(await readFile(join(folder, 'a.so'), 'utf8')).toBe('library a');
  });

  it('clears away what a killed installation left', async () => {
    await mkdir(join(folder, '.gpu-killed'));
    await installGpu(source, { signal, fetch: feed(sha512, zip) });
    expect((await readdir(folder)).sort()).toEqual(['a.so', 'b.so']);
  });

  it('stops when cancelled, and leaves nothing', async () => {
    const controller = new AbortController();
    const hanging = ((url: string) => (url.endsWith('.nupkg') ? new Promise((_, reject) => { controller.signal.addEventListener('abort', () => { reject(new Error('aborted')); }); controller.abort(); }) : feed(sha512, zip)(url))) as typeof fetch;
    await expect(installGpu(source, { signal: controller.signal, fetch: hanging })).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves nothing behind when the hash is wrong', async () => {
    await expect(installGpu(source, { signal, fetch: feed('AAAA', zip) })).rejects.toMatchObject({ code: 'MODEL_INTEGRITY' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('takes a downloaded package only with its hash', async () => {
    const file = join(folder, 'given.nupkg');
    await writeFile(file, zip);
    await expect(installGpu(source, { signal, file })).rejects.toMatchObject({ code: 'BAD_USAGE' });
    await expect(installGpu(source, { signal, file, sha512: 'AAAA' })).rejects.toMatchObject({ code: 'MODEL_INTEGRITY' });
    await installGpu(source, { signal, file, sha512 });
    expect(await readFile(join(folder, 'b.so'), 'utf8')).toBe('library b');
  });

  it('refuses a package that lacks a file, and a feed without an answer', async () => {
    const poor = storedZip({ 'runtimes/a.so': 'library a' });
    await expect(installGpu(source, { signal, fetch: feed(createHash('sha512').update(poor).digest('base64'), poor) })).rejects.toMatchObject({ code: 'MODEL_INTEGRITY' });
    await expect(installGpu({ ...source, version: '9' }, { signal, fetch: feed(sha512, zip) })).rejects.toMatchObject({ code: 'MODEL_DOWNLOAD_FAILED' });
  });
});

describe('gpuPackage', () => {
  it('reads the package of the installed runtime', () => {
    const { name, version, files } = gpuPackage('linux', 'x64');
    expect(name).toMatch(/OnnxRuntime\.Gpu\.Linux$/);
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
    expect([...files.keys()].every((entry) => entry.endsWith('.so'))).toBe(true);
    expect(files.size).toBe(3);
  });
  it.each([['win32', 'x64'], ['darwin', 'arm64'], ['linux', 'arm64']])('says why not on %s %s', (platform, architecture) => {
    expect(() => gpuPackage(platform, architecture)).toThrow(expect.objectContaining({ code: 'ENGINE_UNAVAILABLE' }) as Error);
  });
});
