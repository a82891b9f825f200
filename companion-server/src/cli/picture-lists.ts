import { readdir, readFile } from 'node:fs/promises';
import { parse } from 'node:path';
import { AppError } from '@photocrafter/shared/errors/app-error';

const PICTURE = /\.(jpe?g|png|webp|tiff?|avif)$/i;

export async function picturesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder).catch((cause: unknown) => { throw new AppError('FILE_NOT_FOUND', folder, { cause }); });
  return entries.filter((name) => PICTURE.test(name)).sort();
}

/** The pictures of a folder, or those that a list names, one a line. */
export async function namesIn(folder: string, list: string | undefined): Promise<readonly string[]> {
  return list === undefined ? picturesIn(folder) : (await readFile(list, 'utf8')).split('\n').filter((line) => line !== '');
}

/** At most `limit`, evenly spread, so that a limit does not mean one author. */
export function spread<T>(names: readonly T[], limit: number): readonly T[] {
  return names.filter((_, i) => names.length <= limit || Math.floor(((i + 1) * limit) / names.length) > Math.floor((i * limit) / names.length));
}

/** Which file is done, where a person watches. */
export function tell(name: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${parse(name).base}`);
}
