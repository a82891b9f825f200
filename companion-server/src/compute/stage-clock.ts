import type { StageName } from './messages';

/** Times the stages of a job and tells their progress (0..1). */
export interface StageClock {
  time<T>(stage: StageName, work: (onProgress: (fraction: number, secondsLeft?: number) => void) => Promise<T>): Promise<T>;
  milliseconds(): Partial<Record<StageName, number>>;
}

/** Progress finer than this is not worth a message. */
const LEAST_PROGRESS = 0.02;

export function createStageClock(tell: (stage: StageName, progress: number, secondsLeft?: number) => void): StageClock {
  const times: Partial<Record<StageName, number>> = {};
  return {
    async time(stage, work) {
      const started = performance.now();
      let told = 0;
      tell(stage, 0);
      const result = await work((fraction, secondsLeft) => {
        // the first forecast is told at once: it is what a person waits for
        if (fraction - told < LEAST_PROGRESS && (told > 0 || secondsLeft === undefined)) return;
        told = fraction;
        tell(stage, fraction, secondsLeft);
      });
      tell(stage, 1);
      times[stage] = Math.round((times[stage] ?? 0) + performance.now() - started);
      return result;
    },
    milliseconds: () => times,
  };
}
