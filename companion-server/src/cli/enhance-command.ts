import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join, parse, resolve } from 'node:path';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { MOST_TAKES } from '@photocrafter/shared/protocol/job';
import { FILE_FORMATS, type FileFormat } from '@photocrafter/shared/protocol/job-report';
import { serialisePlan } from '@photocrafter/shared/plan/plan-json';
import type { OtherTake } from '../compute/messages';
import type { Command } from './command';
import { numberBetween, parseWords } from './parse-words';
import { printJson } from './print-json';
import { critiqueText, enhancementText, remarksText } from './print-report';
import { runPictureJob } from './run-picture-job';

const OPTIONS = { out: { type: 'string' }, instruction: { type: 'string' }, strength: { type: 'string' }, takes: { type: 'string' }, formats: { type: 'string' }, json: { type: 'boolean' } } as const;

/** `craft enhance IN [--out DIR] [--instruction TEXT] [--strength 0..1] [--takes N] [--formats LIST] [--json]` */
export const enhanceCommand: Command = async (words, signal) => {
  const { values, positionals: [file] } = parseWords(words, OPTIONS, ['IN']);
  const request = {
    kind: 'enhance', formats: formatsOf(values.formats), strength: numberBetween(values.strength, '--strength', 0, 1, 1),
    ...(values.takes !== undefined && { takes: Math.round(numberBetween(values.takes, '--takes', 1, MOST_TAKES, 1)) }),
    ...(values.instruction !== undefined && { instruction: values.instruction }),
  } as const;
  const out = resolve(values.out ?? '.');
  await runPictureJob(file!, request, signal, async ({ report, folder }) => {
    await mkdir(out, { recursive: true });
    for (const { fileName } of report.files) await copyFile(join(folder, fileName), join(out, fileName));
    const others = await writeOtherTakes(report.otherTakes ?? [], join(out, parse(file!).name));
    const files = report.files.map(({ kind, fileName, bytes }) => ({ kind, path: join(out, fileName), bytes }));
    if (values.json === true) printJson({ ...report, files });
    else process.stdout.write(`${critiqueText(report.critique)}\n${enhancementText(report)}${remarksText(report)}${others}${files.map(({ path }) => `Wrote ${path}\n`).join('')}`);
  });
};

/** Other takes as plans that `craft render` carries out: NAME.take2.plan.json and on. */
async function writeOtherTakes(takes: readonly OtherTake[], name: string): Promise<string> {
  const lines: string[] = [];
  for (const [i, { plan, scoreAfter }] of takes.entries()) {
    const path = `${name}.take${i + 2}.plan.json`;
    await writeFile(path, serialisePlan(plan));
    lines.push(`Take ${i + 2}: ${plan.steps.filter((step) => step.enabled).map((step) => step.operator).join(', ') || 'leaves it as it is'}${scoreAfter === undefined ? '' : `, score ${scoreAfter}`}; wrote ${path}\n`);
  }
  return lines.join('');
}

/** Everything unless a list says otherwise. */
function formatsOf(list: string | undefined): readonly FileFormat[] {
  if (list === undefined) return FILE_FORMATS;
  return list.split(',').map((word) => {
    const format = FILE_FORMATS.find((known) => known === word.trim());
    if (format === undefined) throw new AppError('BAD_USAGE', `--formats knows ${FILE_FORMATS.join(', ')}; "${word}" is none of them`);
    return format;
  });
}
