import { AppError, toAppError } from '@photocrafter/shared/errors/app-error';
import { errorCode } from '../error-code';

/** ENOSPC and EDQUOT come from files, SQLITE_FULL from the database: all mean that the disk is full. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);

/** Names the failures of disk and database that a user can do something about; the rest stays INTERNAL. */
export function storageError(error: unknown): AppError {
  if (!(error instanceof AppError) && FULL.has(errorCode(error))) return new AppError('DISK_FULL', '', { cause: error });
  return toAppError(error);
}
