import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { installEntry } from './install';
import { noise, onnxEntry, PackageRegistry, packTarball } from './package-registry.fixture';
import { findIntact, storeKey } from './store';

const network = noise(200_000);
const tarball = packTarball({ 'package/net.onnx': network, 'package/LICENSE': Buffer.from('the licence') });
const entry = onnxEntry(tarball, network);

/** A process that installs, and kills itself at the moment that its argument names. */
const SOURCE = `
  import promises from 'node:fs/promises';
  import { syncBuiltinESMExports } from 'node:module';
  const [moment, entry, options] = process.argv.slice(1).map((word, i) => (i === 0 ? word : JSON.parse(word)));
  const die = () => process.kill(process.pid, 'SIGKILL');
  const { rename, rm } = promises;
  promises.rename = async (...words) => { if (moment === 'before the rename') die(); await rename(...words); if (moment === 'after the rename') die(); };
  syncBuiltinESMExports();
  const { installEntry } = await import('./install.ts');
  await installEntry(entry, { ...options, onProgress: ({ phase, doneBytes }) => { if (phase === moment && (phase !== 'fetch' || doneBytes > 60_000)) die(); } });
`;

describe('an installation that is killed with SIGKILL', () => {
  let root = '', program = '', folder = '';
  let registry: PackageRegistry;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'install-kill-'));
    const alias = { '@photocrafter/shared': join(__dirname, '../../../shared') };
    const { outputFiles } = buildSync({ stdin: { contents: SOURCE, resolveDir: __dirname }, bundle: true, write: false, platform: 'node', format: 'esm', packages: 'external', alias, logLevel: 'error' });
    program = outputFiles[0]!.text;
  });
  afterAll(() => { rmSync(root, { recursive: true }); });
  beforeEach(async () => {
    folder = mkdtempSync(join(root, 'models-'));
    registry = new PackageRegistry(tarball);
    await registry.listen();
  });
  afterEach(() => registry.close());

  const options = (): { folder: string; npm: Record<string, unknown> } => ({ folder, npm: { registry: registry.url, fetchRetries: 0 } });
  /** Runs in this folder, so that packages are found. */
  const install = (moment: string): Promise<NodeJS.Signals | number | null> => new Promise((resolve) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program, moment, JSON.stringify(entry), JSON.stringify(options())], { cwd: __dirname, stdio: 'ignore' });
    child.once('exit', (code, signal) => { resolve(signal ?? code); });
  });

  it.each(['fetch', 'check', 'convert', 'store', 'before the rename'])('at "%s" counts as not installed, and goes on from there', async (moment) => {
    expect(await install(moment)).toBe('SIGKILL');
    expect(await findIntact(folder, entry)).toBeUndefined();
    expect(await readdir(folder)).not.toContain(storeKey(entry));
    expect(Buffer.compare(await readFile(await installEntry(entry, options())), network)).toBe(0);
    // Only the killed download is continued; what was whole is not fetched again.
    expect(registry.ranges).toHaveLength(moment === 'fetch' ? 2 : 1);
    if (moment === 'fetch') expect(registry.ranges[1]).toMatch(/^bytes=[1-9]\d*-$/);
    expect(await readdir(join(folder, '.downloads'))).toEqual([]);
  });

  it('after the rename is complete', async () => {
    expect(await install('after the rename')).toBe('SIGKILL');
    expect(await findIntact(folder, entry)).toBe(join(folder, storeKey(entry), 'network.onnx'));
    await installEntry(entry, options());
    expect(registry.ranges).toHaveLength(1);
  });

  it('is not needed: the same program installs when nothing kills it', async () => {
    expect(await install('never')).toBe(0);
    expect(await findIntact(folder, entry)).toBeDefined();
  });
});
