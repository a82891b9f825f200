import { AppError } from '../errors/app-error';
import type { AccessToken } from './access-token';

/** For fakes of a host that talk to a companion which asks for no token. */
export const noToken: AccessToken = {
  current: () => undefined,
  check: () => Promise.resolve(true),
  pair: () => Promise.reject(new AppError('NOT_FOUND', 'pairing')),
};
