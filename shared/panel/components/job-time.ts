import type { PictureState, RunningJob } from '../state/panel-state';

/** What share of a usual job each stage takes, in their order; from timings of the companion on small photos. */
const SHARES: Readonly<Record<RunningJob['stage'], number>> = { uploading: 0.05, waiting: 0, decode: 0.1, critique: 0.3, restore: 0.1, plan: 0.2, render: 0.15, verify: 0.02, encode: 0.05, hostBusy: 0, placing: 0.03 };
const ORDER = Object.keys(SHARES) as RunningJob['stage'][];
/** Before so much is done, a forecast says more about chance than about the job. */
const FORECAST_FROM = 0.15;

/** How much of a job is done, 0..1. */
export function jobFraction({ stage, progress }: RunningJob): number {
  const before = ORDER.slice(0, ORDER.indexOf(stage)).reduce((sum, name) => sum + SHARES[name], 0);
  return Math.min(before + SHARES[stage] * progress, 1);
}

/** Whole seconds until a job should end; undefined while nobody can tell. */
export function jobSecondsLeft(job: RunningJob, now: number): number | undefined {
  // restoration measures itself, and what follows it is short
  if (job.secondsLeft !== undefined) return Math.max(1, job.secondsLeft);
  const fraction = jobFraction(job);
  if (fraction < FORECAST_FROM || job.stage === 'waiting' || job.stage === 'hostBusy') return undefined;
  return Math.max(1, Math.round(((now - job.startedAt) / 1000) * ((1 - fraction) / fraction)));
}

/** The same for a row of photos, from what the finished ones took. */
export function secondsLeft(pictures: readonly PictureState[]): number | undefined {
  const times = pictures.flatMap(({ takes }) => takes.slice(0, 1).map(({ report }) => Object.values(report.stageMilliseconds).reduce((sum: number, time) => sum + (time ?? 0), 0)));
  if (times.length === 0) return undefined;
  const open = pictures.filter(({ edits, failure }) => edits === undefined && failure === undefined);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const remaining = open.reduce((sum, { job }) => sum + (job === undefined ? 1 : 1 - jobFraction(job)), 0);
  return Math.max(1, Math.round((remaining * mean) / 1000));
}
