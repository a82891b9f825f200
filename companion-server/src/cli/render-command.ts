import { copyFile, readFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { AppError } from '@photocrafter/shared/errors/app-error';
import type { NormalisedBox } from '@photocrafter/shared/pixels/mask';
import { parsePlan } from '@photocrafter/shared/plan/plan-json';
import type { Command } from './command';
import { numberBetween, parseWords, required } from './parse-words';
import { runPictureJob } from './run-picture-job';

/** `craft render IN --plan PLAN --out FILE [--region X,Y,W,H]`: the same plan on the same picture gives the same bytes; restoration only in the region. */
export const renderCommand: Command = async (words, signal) => {
  const { values, positionals: [file] } = parseWords(words, { plan: { type: 'string' }, out: { type: 'string' }, region: { type: 'string' } }, ['IN']);
  const planPath = required(values.plan, '--plan'), out = resolve(required(values.out, '--out'));
  if (out === resolve(file!)) throw new AppError('BAD_USAGE', 'the result would overwrite the original');
  const text = await readFile(planPath, 'utf8').catch((cause: unknown) => { throw new AppError('FILE_NOT_FOUND', planPath, { cause }); });
  await runPictureJob(file!, { kind: 'render', formats: ['image'], plan: parsePlan(text), ...(values.region !== undefined && { region: regionOf(values.region) }) }, signal, async ({ report, folder }) => {
    const image = report.files.find(({ kind }) => kind === 'image');
    if (image === undefined) throw new AppError('INTERNAL', 'the job gave no picture');
    if (extname(out).toLowerCase() !== extname(image.fileName).toLowerCase()) throw new AppError('BAD_USAGE', `the result is in the input's format: name it ${extname(image.fileName)}`);
    await copyFile(join(folder, image.fileName), out);
  });
};

/** Four shares of width and height: left, top, width, height. */
function regionOf(text: string): NormalisedBox {
  const [x, y, width, height, ...more] = text.split(',').map((word) => numberBetween(word, '--region', 0, 1, NaN));
  if (height === undefined || more.length > 0) throw new AppError('BAD_USAGE', '--region is four numbers from 0 to 1: left, top, width, height');
  return { x: x!, y: y!, width: width!, height };
}
