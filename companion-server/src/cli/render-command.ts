import { copyFile, readFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { parsePlan } from '@photocrafter/shared/plan/plan-json';
import type { Command } from './command';
import { parseWords, required } from './parse-words';
import { runPictureJob } from './run-picture-job';

/** `craft render IN --plan PLAN --out FILE`: the same plan on the same picture gives the same bytes. */
export const renderCommand: Command = async (words, signal) => {
  const { values, positionals: [file] } = parseWords(words, { plan: { type: 'string' }, out: { type: 'string' } }, ['IN']);
  const planPath = required(values.plan, '--plan'), out = resolve(required(values.out, '--out'));
  if (out === resolve(file!)) throw new AppError('BAD_USAGE', 'the result would overwrite the original');
  const text = await readFile(planPath, 'utf8').catch((cause: unknown) => { throw new AppError('FILE_NOT_FOUND', planPath, { cause }); });
  await runPictureJob(file!, { kind: 'render', formats: ['image'], plan: parsePlan(text) }, signal, async ({ report, folder }) => {
    const image = report.files.find(({ kind }) => kind === 'image');
    if (image === undefined) throw new AppError('INTERNAL', 'the job gave no picture');
    if (extname(out).toLowerCase() !== extname(image.fileName).toLowerCase()) throw new AppError('BAD_USAGE', `the result is in the input's format: name it ${extname(image.fileName)}`);
    await copyFile(join(folder, image.fileName), out);
  });
};
