import { AppError } from '@photocrafter/shared/errors/app-error';
import type { ActionApi, Descriptor } from './photoshop-api';

/** Photoshop's own code for "the user cancelled". */
const USER_CANCELLED = -128;

/**
 * Plays one descriptor without dialogues and returns its answer. Photoshop resolves also when a command failed, with `_obj: "error"`
 * (hosts.md 3.3): that is thrown as HOST_REFUSED, or CANCELLED when the user did it.
 */
export async function play(action: ActionApi, descriptor: Descriptor): Promise<Descriptor> {
  let answers: readonly Descriptor[];
  try {
    answers = await action.batchPlay([{ ...descriptor, _options: { dialogOptions: 'dontDisplay' } }], {});
  } catch (cause) {
    throw new AppError('HOST_REFUSED', `${descriptor._obj}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  const [answer] = answers;
  if (answer === undefined) throw new AppError('HOST_REFUSED', `${descriptor._obj}: no answer`);
  if (answer._obj !== 'error') return answer;
  if (answer['result'] === USER_CANCELLED) throw new AppError('CANCELLED');
  throw new AppError('HOST_REFUSED', `${descriptor._obj}: ${String(answer['message'])}`);
}
