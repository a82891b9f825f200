/**
 * Bundles the companion with esbuild (well under a second): one entry each for the command line and server, the compute child, the
 * provider probe and the benchmark; commands become chunks that load when asked for. Packages stay external; the workspace `shared`
 * is bundled in. `tsc -b` checks types.
 */
import { build } from 'esbuild';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { buildFigma } from './build-figma.mjs';

const root = new URL('..', import.meta.url);
const { dependencies } = JSON.parse(readFileSync(new URL('companion-server/package.json', root), 'utf8'));
const entries = {
  cli: 'src/cli/main.ts',
  worker: 'src/compute/worker.ts',
  'probe-child': 'src/engines/onnx/probe-child.ts',
  bench: 'scripts/bench.ts',
  'fp16-fitness': 'scripts/fp16-fitness.ts',
};
const folder = new URL('companion-server/', root).pathname;
const present = Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(folder + file)).map(([name, file]) => [name, folder + file]));
const { metafile } = await build({
  entryPoints: present,
  metafile: true,
  outdir: folder + 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  sourcemap: true,
  logLevel: 'warning',
  external: Object.keys(dependencies).filter((name) => name !== '@photocrafter/shared'),
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
});
// chunks are named by their content: those of earlier builds go
const written = new Set(Object.keys(metafile.outputs).map((file) => basename(file)));
for (const name of readdirSync(folder + 'dist')) if (/^chunk-|\.js(\.map)?$/.test(name) && !written.has(name)) rmSync(folder + 'dist/' + name);

// The panel as the page that the companion serves (/panel): one script, one style sheet.
const page = new URL('shared/panel/browser/', root).pathname;
mkdirSync(folder + 'dist/panel', { recursive: true });
await build({
  entryPoints: { main: page + 'main.tsx' },
  outdir: folder + 'dist/panel',
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  legalComments: 'linked',
  sourcemap: true,
  logLevel: 'warning',
});
copyFileSync(page + 'index.html', folder + 'dist/panel/index.html');
await buildFigma(root);
if (!process.argv.includes('--quiet')) console.log(`built ${Object.keys(present).join(', ')}, panel, plugin-figma`);
