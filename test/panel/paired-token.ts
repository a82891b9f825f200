import { noToken } from '../../shared/client/no-token';
import type { AccessToken } from '../../shared/client/access-token';
import type { RunningCompanion } from './run-companion';

/** The plugin's permission to use a companion. */
export function pairedToken(_companion: RunningCompanion): Promise<AccessToken> {
  return Promise.resolve(noToken);
}
