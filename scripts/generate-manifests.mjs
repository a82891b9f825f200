/** Writes each host's manifest from the root manifest.json. `--check` only compares and fails on a difference. */
import { build } from 'esbuild';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = new URL('..', import.meta.url);
const product = JSON.parse(await readFile(new URL('manifest.json', root), 'utf8'));

for (const folder of ['plugin-photoshop', 'plugin-figma']) {
  const { outputFiles } = await build({ entryPoints: [fileURLToPath(new URL(`${folder}/host.config.ts`, root))], bundle: true, format: 'esm', write: false });
  const { hostManifest } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
  const text = `${JSON.stringify(hostManifest(product), null, 2)}\n`;
  const target = new URL(`${folder}/manifest.json`, root);
  if (!process.argv.includes('--check')) await writeFile(target, text);
  else if ((await readFile(target, 'utf8')) !== text) throw new Error(`${folder}/manifest.json is not what manifest.json asks for: run npm run manifests`);
}
