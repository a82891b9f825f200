/**
 * Bundles the Figma plugin: the document program for QuickJS, and the interface as one HTML file with everything in it, for Figma gives
 * plugins no other files. Both limits are part of the build.
 */
import { build } from 'esbuild';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const LIMITS = { document: 150_000, panel: 600_000 };

/** @param {URL} root the repository */
export async function buildFigma(root) {
  const folder = new URL('plugin-figma/', root).pathname;
  mkdirSync(folder + 'dist', { recursive: true });
  const options = { bundle: true, minify: true, target: 'es2020', logLevel: 'warning', legalComments: 'eof', write: false, define: { 'process.env.NODE_ENV': '"production"' } };
  const [document] = (await build({ ...options, entryPoints: [folder + 'src/document/main.ts'], format: 'iife' })).outputFiles;
  const panel = await build({ ...options, target: 'es2022', entryPoints: [folder + 'src/panel/main.tsx'], format: 'iife', jsx: 'automatic', outdir: folder + 'dist' });
  const textOf = (ending) => panel.outputFiles.find(({ path }) => path.endsWith(ending)).text.trimEnd();
  const page = readFileSync(folder + 'src/panel/panel.html', 'utf8')
    .replace('/*style*/', () => textOf('.css').replaceAll('</style', '<\\/style'))
    // a script inside of HTML ends at the first </script, wherever that stands
    .replace('/*script*/', () => textOf('.js').replaceAll('</script', '<\\/script'));
  writeFileSync(folder + 'dist/document.js', document.text);
  writeFileSync(folder + 'dist/panel.html', page);
  const sizes = { document: Buffer.byteLength(document.text), panel: Buffer.byteLength(page) };
  for (const [name, limit] of Object.entries(LIMITS)) if (sizes[name] > limit) throw new Error(`plugin-figma: ${name} has ${sizes[name]} bytes, more than ${limit}`);
  return sizes;
}
