import { Presets, SingleBar } from 'cli-progress';
import type { ComputeMessage, StageName } from '../compute/messages';

export interface Progress { show(message: ComputeMessage): void; stop(): void }

/** Share of a typical job that each stage takes. */
const SHARES: readonly (readonly [StageName, number])[] = [['decode', 0.15], ['critique', 0.2], ['plan', 0.2], ['render', 0.15], ['verify', 0], ['encode', 0.3]];

/** A bar on stderr when a person watches; silent when piped. */
export function createProgress(): Progress {
  if (!process.stderr.isTTY) return { show: () => undefined, stop: () => undefined };
  const bar = new SingleBar({ format: '{bar} {stage}', hideCursor: true, clearOnComplete: true, stream: process.stderr }, Presets.rect);
  bar.start(1, 0, { stage: '' });
  return {
    show(message) {
      if (message.type !== 'stage') return;
      const index = SHARES.findIndex(([stage]) => stage === message.stage);
      const before = SHARES.slice(0, index).reduce((sum, [, share]) => sum + share, 0);
      bar.update(before + SHARES[index]![1] * message.progress, { stage: message.stage });
    },
    stop: () => { bar.stop(); },
  };
}
