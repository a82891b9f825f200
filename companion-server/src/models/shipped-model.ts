import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The path of a network that comes with the product (`companion-server/models`), seen from the source tree or a bundle; undefined when it is not there. */
export function shippedModel(fileName: string): string | undefined {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const path = join(folder, 'models', fileName);
    if (existsSync(path)) return path;
    if (dirname(folder) === folder) return undefined;
  }
}
