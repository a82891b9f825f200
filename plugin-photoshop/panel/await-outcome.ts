import { AppError } from '@photocrafter/shared/errors/app-error';
import type { Outcome } from '../src/commands/run-command';
import type { Store } from '../../shared/panel/state/store';

/** How long a command waits for the companion before it says that there is none. */
const CONNECT_MS = 8_000;

/** Follows pictures in the panel's state, whether or not the panel is open. */
export function awaitOutcome(store: Store): Outcome {
  return (ids) => new Promise((resolve, reject) => {
    const begun = new Set<string>();
    const patience = setTimeout(() => {
      const { kind } = store.state().connection;
      if (kind === 'needsPairing') settle(new AppError('NOT_PAIRED'));
      else if (kind !== 'connected') settle(new AppError('COMPANION_UNREACHABLE'));
    }, CONNECT_MS);
    const look = (): void => {
      const pictures = store.state().pictures.filter(({ id }) => ids.includes(id));
      const failure = pictures.find((picture) => picture.failure !== undefined)?.failure;
      if (failure !== undefined) { settle(new AppError(failure.code, failure.detail)); return; }
      for (const { id, job } of pictures) if (job !== undefined) begun.add(id);
      if (begun.size === ids.length && pictures.every(({ job, delivered, edits, critique }) => job === undefined && (delivered === true || (edits === undefined && critique !== undefined)))) settle();
    };
    const unsubscribe = store.subscribe(look);
    const settle = (error?: AppError): void => {
      clearTimeout(patience);
      unsubscribe();
      if (error === undefined) resolve();
      else reject(error);
    };
    look();
  });
}
