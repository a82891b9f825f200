import { ERROR_CATALOGUE, type ErrorCode } from './catalogue';

/** The only error that crosses an edge (route, child process, host, command line). Its text is for people, its code for programs. */
export class AppError extends Error {
  override readonly name = 'AppError';
  constructor(readonly code: ErrorCode, readonly detail = '', options?: { cause?: unknown }) {
    super(detail === '' ? ERROR_CATALOGUE[code].message : `${ERROR_CATALOGUE[code].message} (${detail})`, options);
  }
  get status(): number { return ERROR_CATALOGUE[this.code].status; }
  get retryable(): boolean { return ERROR_CATALOGUE[this.code].retryable; }
  /** what the user can do */
  get remedy(): string { return ERROR_CATALOGUE[this.code].remedy; }
}

/** Wraps whatever an edge caught: an AppError stays itself, the rest becomes INTERNAL with its cause kept. */
export function toAppError(error: unknown, code: ErrorCode = 'INTERNAL'): AppError {
  if (error instanceof AppError) return error;
  return new AppError(code, error instanceof Error ? error.message : String(error), { cause: error });
}
