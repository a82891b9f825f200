import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { failureOf, type ErrorAnswer } from '@photocrafter/shared/protocol/error-answer';
import type { ErrorCode } from '@photocrafter/shared/errors/catalogue';

/** Seconds after which trying again makes sense, for answers that invite it. */
const RETRY_AFTER_SECONDS = 5;
const FRAMEWORK_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'UPLOAD_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
};

/** One form for every failure: the catalogue's sentence and remedy, and a request id that the log knows. */
export function addErrorAnswers(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | AppError, request, reply) => answerError(error, request, reply));
  app.setNotFoundHandler((request, reply) => answerError(new AppError('NOT_FOUND', 'address'), request, reply));
}

/** Also for errors that arise before routing (an address that cannot be decoded). */
export function answerError(error: FastifyError | AppError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = toKnown(error);
  if (known.status >= 500) request.log.error({ err: error }, 'request failed');
  if (known.status === 503 || known.status === 429) void reply.header('retry-after', String(RETRY_AFTER_SECONDS));
  return reply.code(known.status).type('application/json; charset=utf-8').serializer(JSON.stringify).send(errorAnswer(known, request.id));
}

export function errorAnswer(error: AppError, requestId: string): ErrorAnswer {
  return { error: { ...failureOf(error.code, error.detail), requestId } };
}

/** What the framework throws becomes a catalogue entry; an unknown failure tells the caller nothing of our insides. */
function toKnown(error: FastifyError | AppError): AppError {
  if (error instanceof AppError) return error;
  const code = FRAMEWORK_CODES[error.code];
  if (code !== undefined) return new AppError(code);
  if (error.validation !== undefined) return new AppError('INVALID_REQUEST', error.message);
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) return new AppError('INVALID_REQUEST', error.message);
  return new AppError('INTERNAL', '', { cause: error });
}
