import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const ROOT = join(__dirname, '../..');
export const SAMPLES = join(ROOT, 'samples');
const CLI = join(ROOT, 'companion-server/dist/cli.js');

export interface CraftRun { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** Runs the command line as a user does, piped, with folders of its own: no network is installed, nothing of the machine is touched. */
export async function runCraft(words: readonly string[], { cwd = ROOT }: { readonly cwd?: string } = {}): Promise<CraftRun> {
  const home = await mkdtemp(join(tmpdir(), 'craft-home-'));
  try {
    return await new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [CLI, ...words], { cwd, env: { ...process.env, PHOTOCRAFTER_MODEL_FOLDER: join(home, 'models'), PHOTOCRAFTER_DATA_FOLDER: join(home, 'data') } });
      let stdout = '', stderr = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout += text; });
      child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
      child.once('error', reject);
      child.once('close', (code) => { resolve({ code, stdout, stderr }); });
    });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
