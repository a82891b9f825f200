import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '@photocrafter/shared/errors/app-error';

const SAMPLE = join('samples', 'manuscript.jpg');

/** The bundled photo of the self-test: beside the package or, in the workspace, at its root. */
export async function samplePath(): Promise<string> {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const path = join(folder, SAMPLE);
    try {
      await access(path);
      return path;
    } catch (cause) {
      if (dirname(folder) === folder) throw new AppError('FILE_NOT_FOUND', SAMPLE, { cause });
      folder = dirname(folder);
    }
  }
}
