import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@photocrafter/shared/errors/app-error';
import type { ResultFile } from '@photocrafter/shared/protocol/job-report';
import { storageError } from './storage-error';
import { syncFolder } from './sync-folder';

/** Suffix of a folder that is still being written. */
const PARTIAL = '.part';

/** One folder of results a job: whole or absent. A process writes to `<id>.part`; `publish` checks it and gives it its name. */
export class ResultsStore {
  constructor(private readonly folder: string) {}

  /** Removes what killed jobs left. */
  async sweep(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.folder)) if (name.endsWith(PARTIAL)) await rm(join(this.folder, name), { recursive: true, force: true });
  }

  /** An empty folder for one attempt at a job. */
  async begin(id: string): Promise<string> {
    await this.discard(id);
    const folder = join(this.folder, id + PARTIAL);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  }

  async discard(id: string): Promise<void> {
    await rm(join(this.folder, id + PARTIAL), { recursive: true, force: true });
  }

  /** Makes the files of a report durable and visible. INTERNAL when one of them is not what the report says. */
  async publish(id: string, files: readonly ResultFile[]): Promise<void> {
    const partial = join(this.folder, id + PARTIAL);
    const final = join(this.folder, id);
    try {
      for (const file of files) await settleFile(join(partial, file.fileName), file);
      await syncFolder(partial);
      await rm(final, { recursive: true, force: true });
      await rename(partial, final);
      await syncFolder(this.folder);
    } catch (error) {
      throw storageError(error);
    }
  }

  pathOf(id: string, file: ResultFile): string {
    return join(this.folder, id, file.fileName);
  }

  async remove(id: string): Promise<void> {
    await this.discard(id);
    await rm(join(this.folder, id), { recursive: true, force: true });
  }
}

async function settleFile(path: string, file: ResultFile): Promise<void> {
  const size = await stat(path).then((found) => found.size, () => -1);
  if (size !== file.bytes) throw new AppError('INTERNAL', `${file.fileName}: ${size} bytes written, ${file.bytes} reported`);
  const handle = await open(path, 'r+');
  try { await handle.sync(); } finally { await handle.close(); }
}
