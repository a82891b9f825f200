import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ProviderReport } from '../engine';
import type { ProviderName } from './providers';

/** Loading a GPU runtime for the first time (kernel caches, shader compilers) can take many seconds. */
const PROBE_TIMEOUT_MS = 60_000;

/** Stands beside the bundle that asks: see scripts/build.mjs. */
export const PROBE_CHILD = fileURLToPath(new URL('./probe-child.js', import.meta.url));

/** The runtime's messages begin with a source location and may run over many lines; one line is enough for a person. */
const firstLine = (text: string): string => text.split('\n')[0]!.replace(/^\S+\.(?:cc|cpp|h|mm):\d+\s+/, '').trim();

/** Tries one provider in a process of its own. Never rejects: a crash or a hang is an answer, too. */
export function probeProvider(provider: ProviderName, childPath: string = PROBE_CHILD, timeoutMs: number = PROBE_TIMEOUT_MS): Promise<ProviderReport> {
  return new Promise((resolve) => {
    const child = fork(childPath, [provider], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    const finish = (report: ProviderReport): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      resolve({ ...report, because: firstLine(report.because) });
    };
    const refuse = (because: string): void => { finish({ provider, usable: false, because }); };
    const timer = setTimeout(() => { refuse(`no answer within ${timeoutMs / 1000} s`); }, timeoutMs);
    child.once('message', (message) => { finish(message as ProviderReport); });
    child.once('error', (error) => { refuse(error.message); });
    child.once('exit', (code, signal) => { refuse(`its process ended without an answer (${signal ?? `exit code ${String(code)}`})`); });
  });
}

/** Tries providers one after another: two at once would disturb each other on the same device. */
export async function probeProviders(providers: readonly ProviderName[], childPath?: string): Promise<ProviderReport[]> {
  const reports: ProviderReport[] = [];
  for (const provider of providers) reports.push(await probeProvider(provider, childPath));
  return reports;
}
