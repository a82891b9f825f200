import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { EditPlan } from '../../shared/plan/edit-plan';
import type { JobReport } from '../../shared/protocol/job-report';
import { seededRandom } from '../../shared/random/seeded-random';
import { normal } from '../../companion-server/src/evaluate/restoration-faults';
import { runCraft, SAMPLES } from './run-craft';

jest.setTimeout(300_000);

const WIDTH = 384, HEIGHT = 288, SIGMA = 22 * 257;
let folder = '', clean: Uint16Array, input = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restore-'));
  input = join(folder, 'noisy.png');
  const { data } = await sharp(join(SAMPLES, 'lake.jpg')).resize(WIDTH, HEIGHT, { fit: 'cover' }).toColourspace('rgb16').raw({ depth: 'ushort' }).toBuffer({ resolveWithObject: true });
  clean = new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2);
  const random = seededRandom(5), noisy = new Uint16Array(WIDTH * HEIGHT * 4);
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    for (let c = 0; c < 3; c++) noisy[4 * i + c] = Math.max(0, Math.min(65535, Math.round(clean[3 * i + c]! + SIGMA * normal(random))));
    noisy[4 * i + 3] = i % WIDTH < 20 ? 12345 : 65535;
  }
  await sharp(noisy, { raw: { width: WIDTH, height: HEIGHT, channels: 4 } }).toColourspace('rgb16').png().toFile(input);
});
afterAll(async () => { await rm(folder, { recursive: true, force: true }); });

/** Decibels against the clean picture over columns `from`..`to`, and the alpha of the first pixel. */
async function compare(path: string, from = 0, to = WIDTH): Promise<{ dB: number; alpha: number; depth: string | undefined }> {
  const { depth } = await sharp(path).metadata();
  const { data } = await sharp(path).toColourspace('rgb16').raw({ depth: 'ushort' }).toBuffer({ resolveWithObject: true });
  const samples = new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2);
  let squares = 0;
  for (let y = 0; y < HEIGHT; y++) for (let x = from; x < to; x++) for (let c = 0; c < 3; c++) squares += (samples[(y * WIDTH + x) * 4 + c]! - clean[(y * WIDTH + x) * 3 + c]!) ** 2;
  return { dB: -10 * Math.log10(squares / (HEIGHT * (to - from) * 3) / 65535 ** 2), alpha: samples[3]!, depth };
}

describe('restoration, with the bundled network', () => {
  it('finds noise in a 16-bit picture with alpha, removes it first, and says so', async () => {
    const { code, stdout, stderr } = await runCraft(['enhance', input, '--out', folder, '--formats', 'image,psd,json', '--json']);
    expect([code, stderr]).toEqual([0, '']);
    const { plan, critique, stageMilliseconds } = JSON.parse(stdout) as JobReport;
    const [first, ...rest] = plan!.steps;
    expect([first!.lane, first!.operator]).toEqual(['pixels', 'denoise']);
    expect(first!.reason).toMatch(/^noise of [\d.]+ to [\d.]+ levels of 255/);
    expect(rest.every(({ lane }) => lane === 'adjustments')).toBe(true);
    expect(critique.findings.some(({ id }) => id === 'noise')).toBe(true);
    expect(stageMilliseconds.restore).toBeGreaterThan(0);
    expect((await readFile(join(folder, 'noisy.psd'))).includes('Restored')).toBe(true);

    const alone: EditPlan = { ...plan!, steps: [{ ...first!, strength: 1 }] };
    await writeFile(join(folder, 'alone.json'), JSON.stringify(alone));
    const out = join(folder, 'restored.png');
    expect((await runCraft(['render', input, '--plan', join(folder, 'alone.json'), '--out', out])).code).toBe(0);
    const [before, after] = [await compare(input), await compare(out)];
    expect(after.dB).toBeGreaterThan(before.dB + 6);
    expect([after.alpha, after.depth]).toEqual([12345, 'ushort']);
  });

  it('previews a region: the rest stays as it is', async () => {
    const out = join(folder, 'part.png');
    const { code, stderr } = await runCraft(['render', input, '--plan', join(folder, 'alone.json'), '--out', out, '--region', '0,0,1,1']);
    expect([code, stderr]).toEqual([0, '']);
    expect((await compare(out)).dB).toBeCloseTo((await compare(join(folder, 'restored.png'))).dB, 6);
  });

  it('names the network that a step needs and that is not installed', async () => {
    const plan: EditPlan = { schemaVersion: 1, advice: {}, steps: [{ id: 'rain', dimension: 'colourAndLight', lane: 'pixels', operator: 'derain', version: 1, params: {}, reason: '', enabled: true, strength: 1 }] };
    await writeFile(join(folder, 'rain.json'), JSON.stringify(plan));
    const { code, stderr } = await runCraft(['render', input, '--plan', join(folder, 'rain.json'), '--out', join(folder, 'x.png')]);
    expect(code).not.toBe(0);
    expect(stderr).toContain('models install');
    expect(stderr).toContain('derain');
  });
});
