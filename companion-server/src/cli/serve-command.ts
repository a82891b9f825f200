import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { DoctorAnswer, ModelsAnswer } from '@photocrafter/shared/protocol/doctor';
import { loadConfig } from '../config';
import { startCompanion } from '../main';
import type { Providers } from '../routes/diagnosis';
import type { Command } from './command';
import { parseWords } from './parse-words';
import { runPictureJob, WORKER_PATH } from './run-picture-job';
import { samplePath } from './sample-path';
import { selfTestText } from './self-test-text';

const run = promisify(execFile);
const PANEL_FOLDER = fileURLToPath(new URL('./panel', import.meta.url));
const CLI_PATH = fileURLToPath(new URL('./cli.js', import.meta.url));

/** `craft serve` (npm start): starts the companion, runs one self-test job on a bundled sample, prints both, and stays. */
export const serveCommand: Command = async (words, signal) => {
  parseWords(words, {}, []);
  const companion = await startCompanion(loadConfig(process.env), { providers: answersFromChild(), workerPath: WORKER_PATH, panelFolder: PANEL_FOLDER });
  try {
    const sample = await samplePath();
    await runPictureJob(sample, { kind: 'enhance', formats: ['json'] }, signal, ({ report }) => {
      process.stdout.write(selfTestText(sample, report, companion.address, companion.panelLink()));
      return Promise.resolve();
    });
    if (!signal.aborted) await new Promise((resolve) => { signal.addEventListener('abort', resolve, { once: true }); });
  } finally {
    await companion.close();
  }
};

/** Models and doctor look at native code: they answer from a process of their own, this command line with `--json`. */
function answersFromChild(): Providers {
  const answer = async <T>(command: readonly string[], signal: AbortSignal): Promise<T> => {
    const { stdout } = await run(process.execPath, [CLI_PATH, ...command, '--json'], { signal, maxBuffer: 1 << 24 });
    return JSON.parse(stdout) as T;
  };
  return {
    models: (signal) => answer<ModelsAnswer>(['models', 'list'], signal),
    doctor: (signal) => answer<DoctorAnswer>(['doctor'], signal),
  };
}
