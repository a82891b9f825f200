import { arch, cpus, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import { access, constants } from 'node:fs/promises';
import { PRODUCT_VERSION } from '@photocrafter/shared/protocol/product';
import type { DoctorAnswer } from '@photocrafter/shared/protocol/doctor';
import { loadConfig } from '../config';
import { createOnnxEngine } from '../engines/onnx/onnx-engine';
import { packHints } from '../models/pack-hints';
import { listModels } from '../models/store';
import type { Command } from './command';
import { parseWords } from './parse-words';
import { printJson } from './print-json';

/** `craft doctor [--json]`: what this computer can run, and why the rest was refused. */
export const doctorCommand: Command = async (words) => {
  const { values } = parseWords(words, { json: { type: 'boolean' } }, []);
  const answer = await diagnose();
  if (values.json === true) printJson(answer);
  else process.stdout.write(doctorText(answer));
};

async function diagnose(): Promise<DoctorAnswer> {
  const config = loadConfig(process.env);
  const engine = createOnnxEngine({ threads: config.threads, probeFile: join(config.modelFolder, 'providers.json') });
  const [providers, models] = await Promise.all([engine.probe(), listModels(config.modelFolder)]);
  const installed = models.filter((model) => model.installed).map(({ entry }) => entry.name);
  const processor = cpus()[0]?.model.trim() ?? 'unknown';
  return {
    version: PRODUCT_VERSION,
    runtime: `Node.js ${process.version}`,
    platform: `${platform()} ${arch()}`,
    providers: [...providers],
    checks: [
      { name: 'processor', ok: true, detail: `${cpus().length} x ${processor}` },
      { name: 'memory', ok: totalmem() >= LEAST_MEMORY, detail: `${(totalmem() / 2 ** 30).toFixed(1)} GiB` },
      { name: 'engine', ok: providers.some(({ usable }) => usable), detail: providers.find(({ usable }) => usable)?.provider ?? 'none' },
      { name: 'networks', ok: true, detail: installed.length === 0 ? 'none installed: the measured artist works without' : installed.join(', ') },
      await folderCheck('model folder', config.modelFolder),
      await folderCheck('data folder', config.dataFolder),
    ],
    hints: [...packHints(installed)],
  };
}

/** Below this a 24 MP picture may push other programs out of memory. */
const LEAST_MEMORY = 4 * 2 ** 30;

async function folderCheck(name: string, folder: string): Promise<DoctorAnswer['checks'][number]> {
  try {
    await access(folder, constants.W_OK);
    return { name, ok: true, detail: folder };
  } catch (error) {
    const absent = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { name, ok: absent, detail: absent ? `${folder} (made when needed)` : `${folder} cannot be written` };
  }
}

function doctorText({ version, runtime, platform: system, providers, checks, hints }: DoctorAnswer): string {
  return [
    `Photocrafter ${version}, ${runtime}, ${system}`,
    ...checks.map(({ name, ok, detail }) => `${ok ? 'ok  ' : 'BAD '} ${name}: ${detail}`),
    'Execution providers',
    ...providers.map(({ provider, usable, because, milliseconds }) => `${usable ? 'ok  ' : '-   '} ${provider}: ${because}${milliseconds === undefined ? '' : ` (${milliseconds.toFixed(0)} ms)`}`),
    ...hints.map((hint) => `Hint: ${hint}`),
    '',
  ].join('\n');
}
