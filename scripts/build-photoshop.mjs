/**
 * Builds the Photoshop plugin into plugin-photoshop/dist: one script, one style sheet, the page, the manifest, the icons. `--package` also
 * zips that folder as Photocrafter.ccx. `--all-domains` writes a manifest that may reach every address: for machines where Photoshop
 * does not match http://localhost:PORT (hosts.md 3.11); not for release.
 */
import { build } from 'esbuild';
import { zipSync } from 'fflate';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';

const folder = new URL('../plugin-photoshop/', import.meta.url);
const dist = new URL('dist/', folder);
const flags = new Set(process.argv.slice(2));
rmSync(dist, { recursive: true, force: true });
mkdirSync(new URL('icons/', dist), { recursive: true });

await build({
  entryPoints: { index: new URL('panel/main.tsx', folder).pathname },
  outdir: dist.pathname,
  bundle: true,
  minify: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  jsx: 'automatic',
  // Photoshop's own modules; the npm package `uxp` is an empty placeholder
  external: ['photoshop', 'uxp', 'os', 'fs'],
  define: { 'process.env.NODE_ENV': '"production"' },
  legalComments: 'linked',
  logLevel: 'warning',
});
// the script that a person runs inside Photoshop: docs/guides/first-run-in-photoshop.md
await build({
  entryPoints: { calibrate: new URL('../test/in-host/photoshop/calibrate.ts', folder).pathname },
  outdir: new URL('dist-in-host/', folder).pathname, outExtension: { '.js': '.psjs' },
  bundle: true, format: 'iife', globalName: 'calibration', platform: 'browser', target: 'es2022', external: ['photoshop', 'uxp'], logLevel: 'warning',
  // a UXP script ends with its last statement, so that one waits
  footer: { js: 'await calibration.run();' },
});
writeFileSync(new URL('index.html', dist), readFileSync(new URL('panel/index.html', folder)));

const manifest = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8'));
if (flags.has('--all-domains')) manifest.requiredPermissions.network.domains = 'all';
writeFileSync(new URL('manifest.json', dist), `${JSON.stringify(manifest, null, 2)}\n`);

for (const { name, size, colour } of [
  { name: 'panel-dark', size: 23, colour: '#d6d6d6' }, { name: 'panel-light', size: 23, colour: '#3a3a3a' }, { name: 'plugin', size: 48, colour: '#2f7de1' },
]) {
  const drawing = readFileSync(new URL('icons/mark.svg', folder), 'utf8').replaceAll('currentColor', colour);
  for (const scale of [1, 2]) {
    const icon = await sharp(Buffer.from(drawing), { density: 72 * 8 }).resize(size * scale, size * scale).png({ compressionLevel: 9 }).toBuffer();
    writeFileSync(new URL(`icons/${name}@${scale}x.png`, dist), icon);
  }
}

if (flags.has('--package')) {
  // a fixed date, so that the same sources make the same file
  const mtime = new Date('2026-01-01T00:00:00Z');
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.endsWith('.ccx'))
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(dist.pathname.length).replace(/^\//, '')).sort();
  const zip = zipSync(Object.fromEntries(files.map((file) => [file, [new Uint8Array(readFileSync(new URL(file, dist))), { level: 9, mtime }]])));
  writeFileSync(new URL('Photocrafter.ccx', dist), zip);
}
if (!flags.has('--quiet')) console.log(`built plugin-photoshop/dist${flags.has('--package') ? ' and Photocrafter.ccx' : ''}`);
