import { readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@photocrafter/shared/errors/app-error';

/** How the user's own command line reaches the companion that runs: its address and a token that ends with it. */
export interface Control { readonly address: string; readonly token: string }

const fileIn = (dataFolder: string) => join(dataFolder, 'control.json');

/** Only this user can read it; the token is new at every start and void after it. */
export async function writeControl(dataFolder: string, control: Control): Promise<void> {
  removeControl(dataFolder);
  await writeFile(fileIn(dataFolder), JSON.stringify(control), { mode: 0o600, flag: 'wx' });
}

export function removeControl(dataFolder: string): void {
  rmSync(fileIn(dataFolder), { force: true });
}

/** Throws COMPANION_UNREACHABLE when none runs with this data folder. */
export function readControl(dataFolder: string): Control {
  try {
    return JSON.parse(readFileSync(fileIn(dataFolder), 'utf8')) as Control;
  } catch (cause) {
    throw new AppError('COMPANION_UNREACHABLE', dataFolder, { cause });
  }
}
