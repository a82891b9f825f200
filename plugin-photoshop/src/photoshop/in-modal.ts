import type { PortableSignal } from '@photocrafter/shared/client/portable-fetch';
import { AppError, toAppError } from '@photocrafter/shared/errors/app-error';
import { activateDocument } from './active-document';
import type { ExecutionContext, PhotoshopApi } from './photoshop-api';

/** Photoshop's number for "something else holds the modal state": another plugin, a dialogue, free transform, a brush stroke. */
const BUSY = 9;
/** Short at first, so that a brush stroke costs nothing; then patient. */
const RETRY_MS = [50, 100, 250, 500, 1_000] as const;

export interface ModalOptions<Found> {
  /** the command as the user reads it: history state and progress bar */
  readonly name: string;
  /** document whose changes become one undo step, or none when it fails; absent for reading */
  readonly changes?: number;
  /** document that is read by descriptors; absent where the active one is meant, or none */
  readonly reads?: number;
  readonly after: (milliseconds: number) => Promise<void>;
  /** looks whether the work still makes sense, before anything is changed: what it finds is handed to the work, what it throws ends it */
  readonly before: () => Promise<Found> | Found;
  /** told once when Photoshop is busy and we wait */
  readonly onBusy?: () => void;
  readonly signal: PortableSignal;
}

/** What work inside the modal state may use. */
export interface ModalScope {
  /** awaits a call of the host; throws CANCELLED when the user, in Photoshop or the panel, cancelled meanwhile */
  step<Value>(call: Promise<Value>): Promise<Value>;
  /** 0..1 in Photoshop's progress bar */
  progress(value: number): void;
}

/**
 * Runs `work` while Photoshop is ours alone and its document the active one. With `changes` everything that it does is one undo step; whatever it throws takes all
 * of that back. Errors lose their type on the way through Photoshop, so they are carried around it (hosts.md 3.9). Waits while Photoshop is
 * busy. Network waits have no place in `work`. Throws what `work` throws; CANCELLED.
 */
export async function inModal<Result, Found>(api: PhotoshopApi, options: ModalOptions<Found>, work: (scope: ModalScope, found: Found) => Promise<Result>): Promise<Result> {
  const { name, after, onBusy, signal } = options;
  for (let attempt = 0; ; attempt++) {
    if (signal.aborted) throw new AppError('CANCELLED');
    const carried: { failure?: AppError } = {};
    try {
      return await api.core.executeAsModal((context) => onDocument(api, options.changes ?? options.reads, () => inside(context, options, work)).catch((error: unknown) => {
        // whatever a call said when it was broken off: that was the reason
        carried.failure = signal.aborted || context.isCancelled ? new AppError('CANCELLED') : toAppError(error);
        throw error;
      }), { commandName: name });
    } catch (error) {
      if (carried.failure !== undefined) throw carried.failure;
      if ((error as { number?: unknown } | null)?.number !== BUSY) throw toAppError(error);
    }
    if (attempt === 0) onBusy?.();
    await after(RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)]!);
  }
}

async function onDocument<Result>(api: PhotoshopApi, id: number | undefined, work: () => Promise<Result>): Promise<Result> {
  if (id === undefined) return work();
  const turnBack = activateDocument(api, id);
  try {
    return await work();
  } finally {
    turnBack();
  }
}

async function inside<Result, Found>(context: ExecutionContext, { name, changes, signal, before }: ModalOptions<Found>, work: (scope: ModalScope, found: Found) => Promise<Result>): Promise<Result> {
  const check = (): void => { if (signal.aborted || context.isCancelled) throw new AppError('CANCELLED'); };
  const scope: ModalScope = {
    async step(call) {
      const value = await call;
      check();
      return value;
    },
    progress(value) { context.reportProgress({ value, commandName: name }); },
  };
  check();
  const found = await scope.step(Promise.resolve(before()));
  if (changes === undefined) return work(scope, found);
  // a throw from here on makes Photoshop take back what was done since
  const suspension = await context.hostControl.suspendHistory({ documentID: changes, name });
  const result = await work(scope, found);
  check();
  await context.hostControl.resumeHistory(suspension, true);
  return result;
}
