import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lut3dPixel, sampleToLut3d } from '@photocrafter/shared/adjustments/lut3d';
import { deviceLinkOf } from './device-link';

/** LittleCMS' command line (Debian: liblcms2-utils), a colour engine that knows nothing of us. */
const hasTransicc = (() => {
  try {
    execFileSync('transicc', [], { stdio: 'ignore' });
    return true;
  } catch (error) { return (error as { code?: string }).code !== 'ENOENT'; }
})();

(hasTransicc ? it : it.skip)('a real colour engine renders the profile as we mean the table (skipped where liblcms2-utils is not installed)', () => {
  const lut = sampleToLut3d(([r, g, b]) => [0.9 * r + 0.1 * b, g ** 0.8, 0.2 + 0.7 * b * g]);
  const map = lut3dPixel(lut);
  const folder = mkdtempSync(join(tmpdir(), 'device-link-'));
  try {
    const path = join(folder, 'link.icc');
    writeFileSync(path, deviceLinkOf(lut, 'test'));
    const inputs = Array.from({ length: 200 }, (_, i) => [(i * 37) % 256, (i * 91) % 256, (i * 53) % 256]);
    const output = execFileSync('transicc', [`-l${path}`, '-n', '-v0'], { input: inputs.map((rgb) => rgb.join(' ')).join('\n'), encoding: 'utf8' });
    const found = output.trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number)).filter((row) => row.length >= 3 && row.every(Number.isFinite));
    expect(found).toHaveLength(inputs.length);
    inputs.forEach((rgb, i) => {
      const expected = Float64Array.from(rgb, (value) => value / 255);
      map(expected);
      for (let c = 0; c < 3; c++) expect(Math.abs(found[i]![c]! - 255 * expected[c]!)).toBeLessThan(0.1);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
