import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

describe('render-module', () => {
  it('is what its AssemblyScript sources compile to', () => {
    const script = join(__dirname, '../../../scripts/build-wasm.mjs');
    expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
  });
});
