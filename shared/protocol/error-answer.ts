import * as Type from 'typebox';
import { ERROR_CATALOGUE, type ErrorCode } from '../errors/catalogue';
import { strictObject, text, type Admitted } from './strict';

const codes = Object.keys(ERROR_CATALOGUE) as ErrorCode[];

/** One failure in words and for programs; what every refused request and every failed job carries. */
export const FailureSchema = strictObject({
  code: Type.Unsafe<ErrorCode>(Type.Enum(codes)),
  message: text(300),
  remedy: text(300),
  retryable: Type.Boolean(),
  detail: text(2000),
});
export type Failure = Admitted<typeof FailureSchema>;

export const ErrorAnswerSchema = strictObject({ error: strictObject({ ...FailureSchema.properties, requestId: text(100) }) });
export type ErrorAnswer = Admitted<typeof ErrorAnswerSchema>;

/** Spells a catalogue entry out for a reader on the other side. */
export function failureOf(code: ErrorCode, detail: string): Failure {
  const { message, remedy, retryable } = ERROR_CATALOGUE[code];
  return { code, message, remedy, retryable, detail: detail.slice(0, 2000) };
}
