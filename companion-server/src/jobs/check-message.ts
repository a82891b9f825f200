import { Type, type Static, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { CritiqueSchema } from '@photocrafter/shared/protocol/critique-schema';
import { JobReportSchema, STAGES } from '@photocrafter/shared/protocol/job-report';
import { Count, Fraction, strictObject } from '@photocrafter/shared/protocol/strict';
import type { ComputeMessage } from '../compute/messages';

const StageSchema = strictObject({ stage: Type.Enum(STAGES), progress: Fraction, secondsLeft: Type.Optional(Count) });

/** Holds what a child says to the protocol before it is stored or sent on (JSON turns NaN into null, for one). Throws INTERNAL. */
export function checkMessage(message: ComputeMessage): void {
  switch (message.type) {
    case 'notes': check(CritiqueSchema, message.critique, 'critique'); return;
    case 'result': check(JobReportSchema, message.report, 'report'); return;
    case 'stage': check(StageSchema, stageOf(message), 'stage'); return;
    case 'ready': case 'error': return;
  }
}

/** The part of a stage message that is stored and sent on. */
export function stageOf({ stage, progress, secondsLeft }: Extract<ComputeMessage, { type: 'stage' }>): Static<typeof StageSchema> {
  return { stage, progress, ...(secondsLeft !== undefined && { secondsLeft }) };
}

function check(schema: TSchema, value: unknown, what: string): void {
  if (Value.Check(schema, value)) return;
  const [problem] = Value.Errors(schema, value);
  throw new AppError('INTERNAL', `${what}${problem?.instancePath ?? ''} ${problem?.message ?? 'does not fit the protocol'}`);
}
