import { readFile, rm, writeFile } from 'node:fs/promises';
import { AppError } from '@photocrafter/shared/errors/app-error';

function isAlive(processId: number): boolean {
  try {
    // Signal 0 only asks whether there is such a process.
    return process.kill(processId, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Does `work` while the file `path` says that this process does it. A killed process leaves its file, which then counts
 * for nothing. Two that take over the same dead file at the same instant may both go on; hashes are checked in any case.
 * @throws AppError INSTALL_RUNNING when another one is at it
 */
export async function withInstallLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  while (!(await take(path))) {
    const owner = Number(await readFile(path, 'utf8').catch(() => ''));
    if (owner > 0 && isAlive(owner)) throw new AppError('INSTALL_RUNNING', `process ${owner}; if it does something else, delete ${path}`);
    await rm(path, { force: true });
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
