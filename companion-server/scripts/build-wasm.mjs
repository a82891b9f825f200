/**
 * Compiles `src/render/wasm/*.as.ts` (AssemblyScript) and writes the module as base64 into a TypeScript file that is
 * committed, so that building the product needs no second compiler. `--check` compares instead of writing (exit code 1).
 */
import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const folder = fileURLToPath(new URL('../src/render/wasm/', import.meta.url));
const target = join(folder, 'render-module.ts');
const scratch = mkdtempSync(join(tmpdir(), 'photocrafter-wasm-'));
const binary = join(scratch, 'render.wasm');
const { error, stderr } = await asc.main([
  join(folder, 'render.as.ts'), '--outFile', binary,
  '-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--enable', 'threads',
  '--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536',
]);
if (error) {
  process.stderr.write(stderr.toString());
  process.exit(1);
}
const base64 = readFileSync(binary).toString('base64');
rmSync(scratch, { recursive: true });
const text = `/** Generated from the *.as.ts files beside it by scripts/build-wasm.mjs. Do not edit. */\nexport const RENDER_MODULE_BASE64 = '${base64}';\n`;
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    process.stderr.write('render-module.ts is not what its sources compile to; run node companion-server/scripts/build-wasm.mjs\n');
    process.exit(1);
  }
} else writeFileSync(target, text);
