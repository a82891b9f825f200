import { AppError, toAppError } from '../errors/app-error';
import type { ErrorCode } from '../errors/catalogue';

/** What one realm may ask of the other: name -> parameters and answer, plain values and typed arrays. */
type CallTable<Calls> = { readonly [Name in keyof Calls]: { readonly params: unknown; readonly answer: unknown } };

/** Messages of the bridge: values that a structured clone carries. Bytes stay typed arrays; they never become text. */
export type BridgeMessage =
  | { readonly kind: 'call'; readonly id: number; readonly call: string; readonly params: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly code: ErrorCode; readonly detail: string };

/** One end of the wire between the realms: postMessage in one direction, an event in the other. */
export interface BridgePort {
  send(message: BridgeMessage): void;
  /** called with whatever arrives, from whomever */
  onMessage(listener: (message: unknown) => void): void;
}

/** The asking end. Calls throw the AppError that the other end threw. */
export type RealmCall<Calls extends CallTable<Calls>> = <Name extends keyof Calls & string>(call: Name, params: Calls[Name]['params']) => Promise<Calls[Name]['answer']>;

/** The answering end. */
export type RealmAnswers<Calls extends CallTable<Calls>> = { readonly [Name in keyof Calls]: (params: Calls[Name]['params']) => Promise<Calls[Name]['answer']> };

export function callRealm<Calls extends CallTable<Calls>>(port: BridgePort): RealmCall<Calls> {
  const open = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: AppError) => void }>();
  let last = 0;
  port.onMessage((message) => {
    if (!isBridgeMessage(message) || message.kind === 'call') return;
    const pending = open.get(message.id);
    open.delete(message.id);
    if (message.kind === 'answer') pending?.resolve(message.value);
    else pending?.reject(new AppError(message.code, message.detail));
  });
  return (call, params) => new Promise((resolve, reject) => {
    const id = ++last;
    open.set(id, { resolve: resolve as (value: unknown) => void, reject });
    port.send({ kind: 'call', id, call, params });
  });
}

export function answerRealm<Calls extends CallTable<Calls>>(port: BridgePort, answers: RealmAnswers<Calls>): void {
  const answer = async (id: number, call: string, params: unknown): Promise<void> => {
    try {
      if (!Object.hasOwn(answers, call)) throw new AppError('INVALID_REQUEST', call);
      port.send({ kind: 'answer', id, value: await (answers as Readonly<Record<string, (params: unknown) => Promise<unknown>>>)[call]!(params) });
    } catch (error) {
      const { code, detail } = toAppError(error);
      port.send({ kind: 'failure', id, code, detail });
    }
  };
  port.onMessage((message) => {
    if (isBridgeMessage(message) && message.kind === 'call') void answer(message.id, message.call, message.params);
  });
}

function isBridgeMessage(message: unknown): message is BridgeMessage {
  const { kind, id } = (message ?? {}) as Partial<BridgeMessage>;
  return (kind === 'call' || kind === 'answer' || kind === 'failure') && typeof id === 'number';
}
