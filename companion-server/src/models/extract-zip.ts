import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise, type ZipFile } from 'yauzl';
import { AppError } from '@photocrafter/shared/errors/app-error';

/** No provider library is larger; a bomb is. */
const MOST_BYTES = 2 * 2 ** 30;

/**
 * Takes the named entries out of a zip file into `folder`, under numbered names: what a zip calls its files decides nothing.
 * Returns entry name -> path. Throws MODEL_INTEGRITY when an entry is missing, too large or the file is no zip.
 */
export async function extractFiles(path: string, names: readonly string[], folder: string): Promise<ReadonlyMap<string, string>> {
  const zip: ZipFile = await openPromise(path).catch((cause: unknown) => { throw new AppError('MODEL_INTEGRITY', 'not a zip file', { cause }); });
  const found = new Map<string, string>();
  try {
    for await (const entry of zip.eachEntry()) {
      if (!names.includes(entry.fileName) || found.has(entry.fileName)) continue;
      if (entry.uncompressedSize > MOST_BYTES) throw new AppError('MODEL_INTEGRITY', `${entry.fileName} is too large`);
      const target = join(folder, String(found.size));
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target));
      found.set(entry.fileName, target);
    }
  } finally {
    zip.close();
  }
  const missing = names.filter((name) => !found.has(name));
  if (missing.length > 0) throw new AppError('MODEL_INTEGRITY', `the package lacks ${missing.join(', ')}`);
  return found;
}
