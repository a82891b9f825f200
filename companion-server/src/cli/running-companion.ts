import { createCompanionClient, type CompanionClient } from '@photocrafter/shared/client/companion-client';
import { PRODUCT_VERSION } from '@photocrafter/shared/protocol/product';
import { readControl } from '../access/control-file';
import { loadConfig } from '../config';

/** The companion that this user runs, with the command line's own token. Throws COMPANION_UNREACHABLE when none does. */
export function runningCompanion(): { readonly client: CompanionClient; readonly address: string } {
  const { address, token } = readControl(loadConfig(process.env).dataFolder);
  return { address, client: createCompanionClient({ address, fetch, client: `cli/${PRODUCT_VERSION}`, token: () => token }) };
}
