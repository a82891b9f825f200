import type { AccessToken } from '@photocrafter/shared/client/access-token';
import type { PortableFetch } from '@photocrafter/shared/client/portable-fetch';
import type { PluginContext } from '../plugin-context';

/** Small texts that outlive the program. UXP may lose them at any time: `get` then resolves to undefined. */
export interface TextShelf { get(key: string): Promise<string | undefined>; set(key: string, value: string): Promise<void> }

/** What UXP gives beside Photoshop itself, handed in so that tests can stand in for it. */
export interface HostParts {
  readonly context: PluginContext;
  readonly fetch: PortableFetch;
  readonly token: AccessToken;
  readonly shelf: TextShelf;
  readonly copyText: (text: string) => Promise<void>;
  /** asks the user where to; resolves also when they change their mind */
  readonly saveText: (fileName: string, text: string) => Promise<void>;
  readonly saveBytes: (fileName: string, bytes: ArrayBuffer) => Promise<void>;
  /** where the companion is looked for; its fixed ports when absent */
  readonly ports?: readonly number[];
}
