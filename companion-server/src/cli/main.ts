import { AppError, toAppError } from '@photocrafter/shared/errors/app-error';
import { COMMANDS, HELP } from './commands';
import { exitCodeOf } from './exit-code';

/** What shells report for a program that Ctrl+C ended. */
const INTERRUPTED = 130;

/** `craft COMMAND ...`: results on stdout, everything else on stderr; exit 0 ok, 2 bad usage or input, 1 internal. */
async function main(words: readonly string[]): Promise<number> {
  const [name = '--help', ...rest] = words;
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  const controller = new AbortController();
  process.once('SIGINT', () => { controller.abort(); });
  process.once('SIGTERM', () => { controller.abort(); });
  try {
    const command = COMMANDS[name];
    if (command === undefined) throw new AppError('BAD_USAGE', `there is no command "${name}"`);
    const run = await command();
    await run(rest, controller.signal);
    return 0;
  } catch (thrown) {
    const error = toAppError(thrown);
    // the user ended it: nothing went wrong
    if (error.code === 'CANCELLED' && controller.signal.aborted) return INTERRUPTED;
    process.stderr.write(`${error.code}: ${error.message}\n${error.remedy}\n`);
    if (error.code === 'INTERNAL' && process.env['PHOTOCRAFTER_DEBUG'] !== undefined) process.stderr.write(`${String(error.cause instanceof Error ? error.cause.stack : error.stack)}\n`);
    return exitCodeOf(error);
  }
}

process.exitCode = await main(process.argv.slice(2));
