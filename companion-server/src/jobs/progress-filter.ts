import type { StageName } from '@photocrafter/shared/protocol/job-report';

/** Each stored event costs a disk sync, so progress within a stage is stored at most this often. */
const INTERVAL_MS = 250;

/** Answers whether a stage message is worth storing: every new stage, then at most four a second. */
export function createProgressFilter(now: () => number = Date.now): (stage: StageName) => boolean {
  let last: { readonly stage: StageName; readonly at: number } | undefined;
  return (stage) => {
    const at = now();
    if (last?.stage === stage && at - last.at < INTERVAL_MS) return false;
    last = { stage, at };
    return true;
  };
}
