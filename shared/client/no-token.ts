import { AppError } from '../errors/app-error';
import type { AccessToken } from './access-token';

/** For a companion that asks for no token. */
export const noToken: AccessToken = {
  current: () => undefined,
  pair: () => Promise.reject(new AppError('NOT_FOUND', 'pairing')),
  forget: () => Promise.resolve(),
};
