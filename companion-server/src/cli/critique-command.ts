import type { Command } from './command';
import { parseWords } from './parse-words';
import { printJson } from './print-json';
import { critiqueText, remarksText } from './print-report';
import { runPictureJob } from './run-picture-job';

/** `craft critique IN [--json]` */
export const critiqueCommand: Command = async (words, signal) => {
  const { values, positionals: [file] } = parseWords(words, { json: { type: 'boolean' } }, ['IN']);
  await runPictureJob(file!, { kind: 'critique', formats: [] }, signal, ({ report }) => {
    if (values.json === true) printJson({ critique: report.critique, notes: report.notes ?? [], hints: report.hints });
    else process.stdout.write(critiqueText(report.critique) + remarksText(report));
    return Promise.resolve();
  });
};
