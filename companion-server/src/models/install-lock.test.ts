import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withInstallLock } from './install-lock';

describe('withInstallLock', () => {
  let folder = '', path = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lock-'));
    path = join(folder, 'a.lock');
  });
  afterEach(async () => { await rm(folder, { recursive: true }); });

  it('lets one in at a time, and the next when that has ended well or badly', async () => {
    await withInstallLock(path, async () => {
      expect(await readFile(path, 'utf8')).toBe(String(process.pid));
      await expect(withInstallLock(path, () => Promise.resolve())).rejects.toMatchObject({ code: 'INSTALL_RUNNING' });
      expect(await readFile(path, 'utf8')).toBe(String(process.pid));
    });
    await expect(withInstallLock(path, () => Promise.reject(new Error('badly')))).rejects.toThrow('badly');
    expect(await withInstallLock(path, () => Promise.resolve('in'))).toBe('in');
    expect(await readdir(folder)).toEqual([]);
  });

  it('takes over from a process that has ended, and from a file that was cut off', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    for (const left of [String(pid), '']) {
      await writeFile(path, left);
      expect(await withInstallLock(path, () => Promise.resolve('in'))).toBe('in');
    }
  });
});
