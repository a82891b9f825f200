import * as Type from 'typebox';
import { CritiqueSchema } from './critique-schema';
import { EditPlanSchema } from './plan-schema';
import { Count, list, strictObject, text, type Admitted } from './strict';

/** Files for people. */
export const FILE_FORMATS = ['image', 'psd', 'xmp', 'cube', 'json'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];
/** What a caller may ask for beside the critique: files, and for hosts `pixels` (the enhanced picture) and `layers` (see host-layers.ts). */
export const RESULT_FORMATS = [...FILE_FORMATS, 'pixels', 'layers'] as const;
export type ResultFormat = (typeof RESULT_FORMATS)[number];

export const STAGES = ['decode', 'critique', 'restore', 'plan', 'render', 'verify', 'encode'] as const;
export type StageName = (typeof STAGES)[number];

/**
 * `pixels` and `base` are bare interleaved samples, little-endian, of the width, height, channels and depth that were sent (an
 * encoded file's are those of its upright picture, as `layers` says).
 */
export const RESULT_KINDS = ['image', 'psd', 'xmp', 'cube', 'plan', 'critiqueJson', 'critiqueText', 'pixels', 'layers', 'base'] as const;
export type ResultKind = (typeof RESULT_KINDS)[number];

export const ResultFileSchema = strictObject({
  kind: Type.Enum(RESULT_KINDS),
  /** a bare name: no separator, no control character */
  fileName: Type.String({ pattern: '^[^/\\\\\\u0000-\\u001f]{1,255}$' }),
  mediaType: text(100),
  bytes: Count,
});
export type ResultFile = Admitted<typeof ResultFileSchema>;

const Milliseconds = Type.Optional(Type.Number({ minimum: 0 }));
const stageMilliseconds = { decode: Milliseconds, critique: Milliseconds, restore: Milliseconds, plan: Milliseconds, render: Milliseconds, verify: Milliseconds, encode: Milliseconds } satisfies Record<StageName, unknown>;

/** Another plan for the same photo: what the critic would score its result, and how much of the suggestions it follows. */
export const OtherTakeSchema = strictObject({ plan: EditPlanSchema, scoreAfter: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })), rComp: Type.Optional(Type.Number()) });
export type OtherTake = Admitted<typeof OtherTakeSchema>;

/** What the finished job says about itself. */
export const JobReportSchema = strictObject({
  critique: CritiqueSchema,
  plan: Type.Optional(EditPlanSchema),
  artist: Type.Optional(text(200)),
  /** papers.md section 5: share of the judged suggestions that the result measurably followed; absent when none was judged */
  rComp: Type.Optional(Type.Number()),
  compliance: Type.Optional(list(strictObject({
    suggestion: text(500), satisfied: Type.Boolean(), measured: text(500),
    /** false when `measured` says why nothing could be judged */
    judged: Type.Optional(Type.Boolean()),
  }), 50)),
  /** parts of an instruction that nobody understood */
  notUnderstood: Type.Optional(list(text(2000), 50)),
  /** what the never-worse gate did, in words */
  gate: Type.Optional(list(text(1000), 100)),
  scoreAfter: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })),
  /** other plans, where several were asked for, best first by `scoreAfter` */
  otherTakes: Type.Optional(list(OtherTakeSchema, 10)),
  /** remarks on the file itself: what was converted, which of several pictures was taken */
  notes: Type.Optional(list(text(1000), 20)),
  /** "a pack would add ..." */
  hints: list(text(1000), 20),
  files: list(ResultFileSchema, 20),
  stageMilliseconds: strictObject(stageMilliseconds),
  peakRssBytes: Count,
});
export type JobReport = Admitted<typeof JobReportSchema>;
