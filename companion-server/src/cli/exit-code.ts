import type { AppError } from '@photocrafter/shared/errors/app-error';

/** 2 for what the user can mend in the command or the file (4xx), 1 for the rest. */
export function exitCodeOf(error: AppError): 1 | 2 {
  return error.status >= 400 && error.status < 500 ? 2 : 1;
}
