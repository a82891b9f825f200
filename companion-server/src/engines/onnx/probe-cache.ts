import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { ProviderReport } from '../engine';

/** A driver may be updated behind our back on systems where its version cannot be read: probe again after a week. */
const VALID_FOR_MS = 7 * 24 * 60 * 60 * 1000;

interface CachedProbe { readonly machine: string; readonly probedAt: number; readonly reports: readonly ProviderReport[] }

/** Everything that may change the answer and can be read cheaply. The runtime's native part is not loaded. */
async function describeMachine(): Promise<string> {
  const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string };
  const nvidia = await readFile('/proc/driver/nvidia/version', 'utf8').catch(() => '');
  return [`onnxruntime-node ${version}`, process.platform, process.arch, `node ${process.version}`, nvidia.split('\n')[0]].join(' | ');
}

/**
 * Probe results from the file, as long as package, platform and driver are the same and a week has not passed; otherwise
 * those that `probe` gives, which are then kept. A file that cannot be read or written only costs the time.
 */
export async function cachedProbe(file: string, probe: () => Promise<readonly ProviderReport[]>, now: number = Date.now()): Promise<readonly ProviderReport[]> {
  const machine = await describeMachine();
  const cached = await readFile(file, 'utf8').then((text) => JSON.parse(text) as CachedProbe).catch(() => undefined);
  if (cached?.machine === machine && now - cached.probedAt < VALID_FOR_MS) return cached.reports;
  const reports = await probe();
  const fresh: CachedProbe = { machine, probedAt: now, reports };
  const temporary = `${file}.${process.pid}`;
  await mkdir(dirname(file), { recursive: true })
    .then(() => writeFile(temporary, JSON.stringify(fresh, null, 2)))
    .then(() => rename(temporary, file))
    .catch(() => undefined);
  return reports;
}
