import { Presets, SingleBar } from 'cli-progress';
import type { ComputeMessage, StageName } from '../compute/messages';

export interface Progress { show(message: ComputeMessage): void; stop(): void }

/** Share of a typical job that each stage takes. */
const SHARES: readonly (readonly [StageName, number])[] = [['decode', 0.1], ['critique', 0.15], ['restore', 0.3], ['plan', 0.1], ['render', 0.1], ['verify', 0], ['encode', 0.25]];

/** A bar on stderr when a person watches; silent when piped. */
export function createProgress(): Progress {
  if (!process.stderr.isTTY) return { show: () => undefined, stop: () => undefined };
  const bar = new SingleBar({ format: '{bar} {stage}{left}', hideCursor: true, clearOnComplete: true, stream: process.stderr }, Presets.rect);
  bar.start(1, 0, { stage: '', left: '' });
  return {
    show(message) {
      if (message.type !== 'stage') return;
      const index = SHARES.findIndex(([stage]) => stage === message.stage);
      const before = SHARES.slice(0, index).reduce((sum, [, share]) => sum + share, 0);
      bar.update(before + SHARES[index]![1] * message.progress, { stage: message.stage, left: message.secondsLeft === undefined ? '' : `, about ${message.secondsLeft} s left` });
    },
    stop: () => { bar.stop(); },
  };
}
