import { AppError } from '../errors/app-error';
import { answerRealm, callRealm, type BridgeMessage, type BridgePort } from './realm-bridge';

interface Calls {
  double: { params: Uint8Array; answer: Uint8Array };
  refuse: { params: undefined; answer: never };
  slow: { params: number; answer: number };
}

/** Two ends that hear each other through a structured clone, as realms do, and strangers besides. */
function wire(): { near: BridgePort; far: BridgePort; shout: (message: unknown) => void } {
  const listeners: Record<'near' | 'far', ((message: unknown) => void)[]> = { near: [], far: [] };
  const end = (own: 'near' | 'far', other: 'near' | 'far'): BridgePort => ({
    send(message: BridgeMessage) { const copy = structuredClone(message); queueMicrotask(() => { for (const listener of listeners[other]) listener(copy); }); },
    onMessage(listener) { listeners[own].push(listener); },
  });
  return { near: end('near', 'far'), far: end('far', 'near'), shout(message) { for (const listener of [...listeners.near, ...listeners.far]) listener(message); } };
}

describe('realm bridge', () => {
  const { near, far, shout } = wire();
  const call = callRealm<Calls>(near);
  answerRealm<Calls>(far, {
    double: (bytes) => Promise.resolve(bytes.map((byte) => byte * 2)),
    refuse: () => Promise.reject(new AppError('NOT_FOUND', 'gone')),
    slow: (milliseconds) => new Promise((resolve) => { setTimeout(() => { resolve(milliseconds); }, milliseconds); }),
  });

  it('carries typed arrays as such', async () => {
    expect(await call('double', Uint8Array.of(1, 2, 3))).toEqual(Uint8Array.of(2, 4, 6));
  });
  it('throws what the other end threw, by its code', async () => {
    await expect(call('refuse', undefined)).rejects.toMatchObject({ code: 'NOT_FOUND', detail: 'gone' });
    await expect(call('nothing' as 'refuse', undefined)).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
    await expect(call('toString' as 'refuse', undefined)).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  });
  it('gives each caller its own answer, whatever their order and whoever else talks', async () => {
    const answers = [40, 5, 20].map((milliseconds) => call('slow', milliseconds));
    for (const noise of [undefined, 'hello', {}, { kind: 'answer', id: 'x' }, { kind: 'answer', id: 999, value: 1 }]) shout(noise);
    expect(await Promise.all(answers)).toEqual([40, 5, 20]);
  });
});
