import { AppError } from '@photocrafter/shared/errors/app-error';
import type { Command } from './command';
import { parseWords } from './parse-words';
import { runningCompanion } from './running-companion';

/** `craft revoke ID`: the app is cut off at once and has to be paired again. */
export const revokeCommand: Command = async (words, signal) => {
  const { positionals: [kid] } = parseWords(words, {}, ['ID']);
  if (!/^[a-f0-9]{12}$/.test(kid!)) throw new AppError('BAD_USAGE', 'ID is the first word of a line of `craft clients`');
  await runningCompanion().client.revokeClient(kid!, signal);
  process.stdout.write(`${kid!} is revoked.\n`);
};
