import * as Type from 'typebox';
import { CritiqueSchema } from './critique-schema';
import { FailureSchema } from './error-answer';
import { JobReportSchema, STAGES } from './job-report';
import { Count, Fraction, list, strictObject, type Admitted } from './strict';

/** `seq` grows by one per event of a job, is stored, and is the same on every transport: any of them can resume. */
const stamp = { seq: Count, at: Count };

export const JobEventSchema = Type.Union([
  strictObject({ ...stamp, type: Type.Literal('state'), state: Type.Enum(['queued', 'running']) }),
  /** `secondsLeft` of the stage, where the work itself can tell: restoration, tile by tile */
  strictObject({ ...stamp, type: Type.Literal('stage'), stage: Type.Enum(STAGES), progress: Fraction, secondsLeft: Type.Optional(Count) }),
  strictObject({ ...stamp, type: Type.Literal('notes'), critique: CritiqueSchema }),
  strictObject({ ...stamp, type: Type.Literal('result'), report: JobReportSchema }),
  strictObject({ ...stamp, type: Type.Literal('error'), failure: FailureSchema }),
  strictObject({ ...stamp, type: Type.Literal('cancelled') }),
]);
export type JobEvent = Admitted<typeof JobEventSchema>;
/** An event before the store has numbered and dated it. */
export type JobEventBody = JobEvent extends infer Event ? (Event extends JobEvent ? Omit<Event, 'seq' | 'at'> : never) : never;

export const JobEventsSchema = strictObject({
  events: list(JobEventSchema, 10_000),
  /** true when the last event has been handed over: nothing will follow */
  final: Type.Boolean(),
});
export type JobEvents = Admitted<typeof JobEventsSchema>;

/** True for the event that ends a job. */
export function isLastEvent(event: JobEventBody): boolean {
  return event.type === 'result' || event.type === 'error' || event.type === 'cancelled';
}
