import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ProviderReport } from '../engine';

/** A driver may be updated behind our back on systems where its version cannot be read: probe again after a week. */
const VALID_FOR_MS = 7 * 24 * 60 * 60 * 1000;

interface CachedProbe { readonly machine: string; readonly probedAt: number; readonly reports: readonly ProviderReport[] }

/**
 * Everything that may change the answer and can be read cheaply. The runtime's native part is not loaded; its libraries
 * are listed, because CUDA's may come later (`gpu install`).
 */
async function describeMachine(): Promise<string> {
  const require = createRequire(import.meta.url);
  const { version } = require('onnxruntime-node/package.json') as { version: string };
  const root = dirname(require.resolve('onnxruntime-node/package.json'));
  const libraries = await readdir(join(root, 'bin', 'napi-v6', process.platform, process.arch)).catch(() => []);
  const nvidia = await readFile('/proc/driver/nvidia/version', 'utf8').catch(() => '');
  return [`onnxruntime-node ${version}`, process.platform, process.arch, `node ${process.version}`, nvidia.split('\n')[0], libraries.sort().join()].join(' | ');
}

/**
 * Probe results from the file, as long as package, its libraries, platform and driver are the same and a week has not
 * passed; otherwise those of {@link freshProbe}.
 */
export async function cachedProbe(file: string, probe: () => Promise<readonly ProviderReport[]>, now: number = Date.now()): Promise<readonly ProviderReport[]> {
  const cached = await readFile(file, 'utf8').then((text) => JSON.parse(text) as CachedProbe).catch(() => undefined);
  // A clock that was wrong for a while must not keep an answer for ever: the future counts as old.
  const valid = cached?.machine === await describeMachine() && Math.abs(now - cached.probedAt) < VALID_FOR_MS;
  return valid ? cached.reports : freshProbe(file, probe, now);
}

/** The results of `probe`, which are then kept for {@link cachedProbe}. A file that cannot be written only costs the time. */
export async function freshProbe(file: string, probe: () => Promise<readonly ProviderReport[]>, now: number = Date.now()): Promise<readonly ProviderReport[]> {
  const reports = await probe();
  const fresh: CachedProbe = { machine: await describeMachine(), probedAt: now, reports };
  const temporary = `${file}.${process.pid}`;
  await mkdir(dirname(file), { recursive: true })
    .then(() => writeFile(temporary, JSON.stringify(fresh, null, 2)))
    .then(() => rename(temporary, file))
    .catch(() => undefined);
  return reports;
}
