import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@photocrafter/shared/errors/app-error';
import type { SqlDatabase } from './database';
import { storageError } from './storage-error';
import { syncFolder } from './sync-folder';

export interface StoredBlob { readonly sha256: string; readonly bytes: number }
export interface BlobLimits { readonly maxBytes: number; readonly reserveBytes: number }

/**
 * Content-addressed files: `blobs/<first two digits>/<sha256>`. A blob exists once its row does; the row is written last,
 * after the file and its folder are on the disk, so a reader never meets a torn or missing blob.
 */
export class BlobStore {
  private readonly temporaryFolder: string;

  constructor(private readonly database: SqlDatabase, private readonly folder: string, private readonly limits: BlobLimits, private readonly now: () => number = Date.now) {
    this.temporaryFolder = join(folder, 'incoming');
  }

  /** Removes what a killed process left: half uploads, and files that never got their row. Run before the first `put`. */
  async sweep(): Promise<void> {
    await rm(this.temporaryFolder, { recursive: true, force: true });
    await mkdir(this.temporaryFolder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.folder, { recursive: true, withFileTypes: true })) {
      if (name.isFile() && this.find(name.name) === undefined) await rm(join(name.parentPath, name.name));
    }
  }

  /** Stores a stream of bytes. UPLOAD_TOO_LARGE beyond the limit; DISK_FULL when the reserve would be touched. `expectedBytes` may be 0: unknown. */
  async put(source: AsyncIterable<Uint8Array>, expectedBytes = 0): Promise<StoredBlob> {
    if (expectedBytes > this.limits.maxBytes) throw new AppError('UPLOAD_TOO_LARGE', `${expectedBytes} bytes, limit ${this.limits.maxBytes}`);
    await this.requireSpace(expectedBytes);
    const temporary = join(this.temporaryFolder, randomUUID());
    try {
      const blob = await this.write(source, temporary);
      await this.settle(temporary, blob);
      return blob;
    } catch (error) {
      await rm(temporary, { force: true });
      throw storageError(error);
    }
  }

  find(sha256: string): StoredBlob | undefined {
    return this.database.get<StoredBlob>('SELECT sha256, bytes FROM blobs WHERE sha256 = ?', sha256);
  }

  /** Keeps a blob from the next age sweep. */
  touch(sha256: string): void {
    this.database.run('UPDATE blobs SET used_at = ? WHERE sha256 = ?', this.now(), sha256);
  }

  /** The file of a blob whose size is right. NOT_FOUND otherwise: uploading it again heals the store. */
  async locate(sha256: string): Promise<string> {
    const blob = this.find(sha256);
    const path = this.pathOf(sha256);
    const size = blob === undefined ? -1 : await stat(path).then((found) => found.size, () => -1);
    if (blob === undefined || size !== blob.bytes) throw new AppError('NOT_FOUND', `asset ${sha256}`);
    return path;
  }

  /** Removes a blob: the row first, so that nobody finds a row without its file. */
  async remove(sha256: string): Promise<void> {
    this.database.run('DELETE FROM blobs WHERE sha256 = ?', sha256);
    await rm(this.pathOf(sha256), { force: true });
  }

  private pathOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }

  private async write(source: AsyncIterable<Uint8Array>, temporary: string): Promise<StoredBlob> {
    const hash = createHash('sha256');
    let bytes = 0;
    const file = await open(temporary, 'wx', 0o600);
    try {
      for await (const chunk of source) {
        bytes += chunk.byteLength;
        if (bytes > this.limits.maxBytes) throw new AppError('UPLOAD_TOO_LARGE', `limit ${this.limits.maxBytes}`);
        hash.update(chunk);
        await file.appendFile(chunk);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    return { sha256: hash.digest('hex'), bytes };
  }

  private async settle(temporary: string, blob: StoredBlob): Promise<void> {
    const path = this.pathOf(blob.sha256);
    const folder = join(this.folder, blob.sha256.slice(0, 2));
    if (await mkdir(folder, { recursive: true, mode: 0o700 }) !== undefined) await syncFolder(this.folder);
    await rename(temporary, path);
    await syncFolder(folder);
    this.database.run('INSERT INTO blobs (sha256, bytes, used_at) VALUES (?, ?, ?) ON CONFLICT (sha256) DO UPDATE SET bytes = excluded.bytes, used_at = excluded.used_at', blob.sha256, blob.bytes, this.now());
  }

  private async requireSpace(bytes: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.folder);
    if (bavail * bsize < bytes + this.limits.reserveBytes) throw new AppError('DISK_FULL', `${Math.round(bavail * bsize / 2 ** 20)} MB free, ${Math.round(this.limits.reserveBytes / 2 ** 20)} MB are kept in reserve`);
  }
}
