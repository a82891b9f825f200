import * as Type from 'typebox';
import { ADJUSTMENT_KINDS, type AdjustmentKind } from '../adjustments/adjustment';
import { AssetHandleSchema } from './asset';
import { FailureSchema } from './error-answer';
import { BoxSchema, CritiqueSchema } from './critique-schema';
import { JobReportSchema, RESULT_FORMATS } from './job-report';
import { EditPlanSchema } from './plan-schema';
import { Count, Fraction, list, strictObject, text, Uuid, type Admitted } from './strict';

/** What the host that asks can place by itself; the answer holds exactly that. */
export const HostCapabilitiesSchema = strictObject({
  host: Type.Enum(['photoshop', 'figma', 'express', 'browser', 'cli']),
  adjustments: list(Type.Unsafe<AdjustmentKind>(Type.Enum([...ADJUSTMENT_KINDS])), ADJUSTMENT_KINDS.length),
  masks: Type.Boolean(),
  depth: Type.Enum([8, 16, 32]),
  /** longest side of a pixel layer in pixels; unlimited when absent */
  maxSide: Type.Optional(Type.Integer({ minimum: 1, maximum: 300_000 })),
});
export type HostCapabilities = Admitted<typeof HostCapabilitiesSchema>;

/** More than these nobody compares. */
export const MOST_TAKES = 6;

/** A request is one value that holds everything; nothing is looked up later. */
export const JobRequestSchema = strictObject({
  kind: Type.Enum(['critique', 'enhance', 'render']),
  asset: AssetHandleSchema,
  /** file or layer name, for the names of results: a bare name */
  name: Type.String({ pattern: '^[^/\\\\\\u0000-\\u001f]{1,200}$' }),
  instruction: Type.Optional(text(4000)),
  /** master strength */
  strength: Fraction,
  /** plans to choose from, the default one among them; `enhance` without an instruction only */
  takes: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_TAKES })),
  formats: Type.Array(Type.Enum(RESULT_FORMATS), { maxItems: RESULT_FORMATS.length, uniqueItems: true }),
  /** required by `render`, refused otherwise */
  plan: Type.Optional(EditPlanSchema),
  /** with `render` only: the critique that belongs to the plan, so that the picture is not judged again */
  critique: Type.Optional(CritiqueSchema),
  /** with `render` only: restoration, which takes time, is done where this box is (0..1 from the top left) and left out elsewhere: a preview */
  region: Type.Optional(BoxSchema),
  host: Type.Optional(HostCapabilitiesSchema),
});
export type JobRequest = Admitted<typeof JobRequestSchema>;

export const JOB_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** A job as its owner sees it. Times are milliseconds since 1970, UTC. */
export const JobViewSchema = strictObject({
  id: Uuid,
  kind: Type.Enum(['critique', 'enhance', 'render']),
  state: Type.Enum(JOB_STATES),
  createdAt: Count,
  /** seq of the newest event; 0 when there is none */
  lastSeq: Count,
  report: Type.Optional(JobReportSchema),
  failure: Type.Optional(FailureSchema),
});
export type JobView = Admitted<typeof JobViewSchema>;

/** True once nothing more will happen to the job. */
export function isFinal(state: JobState): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}
