import { deltaEStats } from '@photocrafter/shared/attributes/delta-e-stats';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { BASELINES } from './baselines';
import { comparePictures } from './compare-pictures';
import { degrade, drawFault, NO_FAULT, PROTOCOLS } from './degradations';
import type { EnhanceForEval } from './enhance-for-eval';
import { evaluateDegrade } from './eval-degrade';
import { evaluateIqa, parseRatings } from './eval-iqa';
import { evaluatePairs } from './eval-pairs';
import { isHeldOut } from './held-out';
import { psnr, ssim } from './metrics';
import { printTable } from './print-table';
import { seededRandom } from '@photocrafter/shared/random/seeded-random';
import { bootstrapInterval, pearson, spearman } from './statistics';

/** A colourful picture with a full range. */
function picture(seed: number, side = 24): FloatImage {
  const random = seededRandom(seed);
  const data = Float32Array.from({ length: side * side * 3 }, (_, i) => Math.round(255 * Math.min(1, Math.max(0, (Math.floor(i / 3) % side) / side + 0.2 * (random() - 0.5)))) / 255);
  return { width: side, height: side, data, encoding: SRGB };
}
const shifted = (image: FloatImage, by: number): FloatImage => ({ ...image, data: image.data.map((value) => value + by) });
const leave: EnhanceForEval = (image) => Promise.resolve({ full: image, adjustmentsOnly: image, score: 50, exposureEv: 0 });

describe('metrics', () => {
  it('psnr of a constant difference is -20 log10 of it', () => {
    expect(psnr(picture(1), shifted(picture(1), 0.1))).toBeCloseTo(20, 4);
    expect(psnr(picture(1), picture(1))).toBe(Infinity);
    expect(() => psnr(picture(1), picture(1, 8))).toThrow(RangeError);
  });
  it('ssim is 1 for equal pictures, the luminance term for flat ones, and falls with noise', () => {
    const flat = (level: number): FloatImage => ({ width: 16, height: 16, data: new Float32Array(768).fill(level), encoding: SRGB });
    expect(ssim(picture(1), picture(1))).toBeCloseTo(1, 6);
    expect(ssim(flat(0.2), flat(0.4))).toBeCloseTo((2 * 0.2 * 0.4 + 1e-4) / (0.04 + 0.16 + 1e-4), 5);
    const noisy = (size: number): FloatImage => ({ ...picture(1), data: picture(1).data.map((value, i) => value + (i % 2 ? size : -size)) });
    expect(ssim(picture(1), noisy(0.02))).toBeGreaterThan(ssim(picture(1), noisy(0.2)));
    expect(ssim(picture(1, 5), picture(1, 5))).toBeCloseTo(1, 6);
  });
});

describe('statistics', () => {
  it('correlate as the textbook says, ties sharing ranks', () => {
    expect(pearson([1, 2, 3], [2, 4, 6])).toBeCloseTo(1);
    expect(spearman([1, 2, 3, 4], [1, 8, 27, 64])).toBeCloseTo(1);
    expect(spearman([1, 2, 3, 4], [4, 3, 2, 1])).toBeCloseTo(-1);
    expect(spearman([1, 1, 2, 3], [5, 5, 6, 7])).toBeCloseTo(1);
  });
  it('give an interval around the mean, the same every time', () => {
    const values = Array.from({ length: 50 }, (_, i) => i);
    const [low, high] = bootstrapInterval(values);
    expect(low).toBeLessThan(24.5);
    expect(high).toBeGreaterThan(24.5);
    expect(bootstrapInterval(values)).toEqual([low, high]);
  });
});

describe('degradations', () => {
  it.each(PROTOCOLS)('%s draws the same faults from one seed, within their ranges', (protocol) => {
    const [a, b] = [drawFault(protocol, seededRandom(7)), drawFault(protocol, seededRandom(7))];
    expect(a).toEqual(b);
    expect(Math.abs(a.exposureEv)).toBeLessThanOrEqual(2);
    expect(Math.abs(a.saturation)).toBeLessThanOrEqual(0.6);
  });
  it('do nothing without a fault', () => {
    const clean = picture(3);
    expect(deltaEStats(degrade(clean, NO_FAULT, 'A', seededRandom(1)), clean).mean).toBeLessThan(0.05);
  });
  it('A2 and A3 touch exposure or white alone', () => {
    expect(drawFault('A2', seededRandom(5))).toMatchObject({ temperature: 0, contrast: 0 });
    expect(drawFault('A3', seededRandom(5))).toMatchObject({ exposureEv: 0, saturation: 0 });
    expect(drawFault('B', seededRandom(5))).toEqual(NO_FAULT);
  });
  it('multiply linear light: one EV halves it', () => {
    const grey: FloatImage = { width: 1, height: 1, data: new Float32Array(3).fill(0.5), encoding: SRGB };
    const { data } = degrade(grey, { ...NO_FAULT, exposureEv: -1 }, 'A2', seededRandom(1));
    const linear = (v: number): number => ((v + 0.055) / 1.055) ** 2.4;
    expect(linear(data[0]!) / linear(0.5)).toBeCloseTo(0.5, 1);
  });
});

describe('baselines', () => {
  it('auto-level uses the whole scale, grey-world makes the mean grey, auto-gamma makes it one half', () => {
    const dull = { ...picture(2), data: picture(2).data.map((value, i) => 0.3 + 0.3 * value + (i % 3 === 0 ? 0.1 : 0)) };
    const levelled = BASELINES['auto-level']!(dull).data;
    expect(Math.min(...levelled)).toBeCloseTo(0, 5);
    expect(Math.max(...levelled)).toBeCloseTo(1, 5);
    const mean = (data: Float32Array, c: number): number => data.filter((_, i) => i % 3 === c).reduce((sum, v) => sum + v ** 2.2, 0);
    const grey = BASELINES['grey-world']!(dull).data;
    expect(mean(grey, 0) / mean(grey, 1)).toBeCloseTo(1, 1);
    const gamma = BASELINES['auto-gamma']!(dull).data;
    expect(gamma.reduce((sum, v) => sum + v, 0) / gamma.length).toBeCloseTo(0.5, 1);
  });
});

describe('comparePictures', () => {
  it('rewards the reference fully and the untouched input not at all', () => {
    const [input, reference] = [picture(4), { ...picture(4), data: picture(4).data.map((value) => value ** 0.6) }];
    expect(comparePictures(input, reference, reference)).toMatchObject({ psnr: Infinity, meanDeltaE: 0, rPhoto: 1 });
    expect(comparePictures(input, input, reference).rAttr['exposure']).toBeCloseTo(0, 5);
  });
});

describe('evaluatePairs', () => {
  const load = (path: string): Promise<FloatImage> => Promise.resolve(path.startsWith('in') ? picture(5) : shifted(picture(5), 0.05));
  it('compares every method on the same pairs', async () => {
    const perfect: EnhanceForEval = (image) => Promise.resolve({ full: shifted(image, 0.05), adjustmentsOnly: image, score: 1, exposureEv: 0 });
    const { rows } = await evaluatePairs([{ name: 'a', input: 'in/a', target: 'out/a' }], { ours: perfect }, load);
    const row = (method: string) => rows.find((entry) => entry['method'] === method)!;
    expect(row('ours, full')['dE00']).toBe(0);
    expect(row('ours, adjustments only')['dE00']).toBe(row('input')['dE00']);
    expect(rows).toHaveLength(3 + Object.keys(BASELINES).length);
  });
  it('needs pairs', async () => {
    await expect(evaluatePairs([], {}, load)).rejects.toMatchObject({ code: 'BAD_USAGE' });
  });
});

describe('evaluateDegrade', () => {
  const paths = ['a', 'b', 'c', 'd'];
  const load = (path: string): Promise<FloatImage> => Promise.resolve(picture(path.charCodeAt(0)));
  it('leaves everything at the input for a method that does nothing', async () => {
    const { rows } = await evaluateDegrade(paths, 'A2', 1, { nothing: leave }, load);
    const [input, nothing] = rows;
    expect(nothing).toMatchObject({ 'dE00 after': input!['dE00 before']!, improved: 0, harmed: 0 });
  });
  it('finds a method that undoes the fault better in every picture, and a clean photo moved', async () => {
    const clean: EnhanceForEval = (image) => {
      const best = paths.map((path) => picture(path.charCodeAt(0))).reduce((p, q) => (deltaEStats(p, image).mean < deltaEStats(q, image).mean ? p : q));
      return Promise.resolve({ full: best, adjustmentsOnly: best, score: 1, exposureEv: 0 });
    };
    const { rows } = await evaluateDegrade(paths, 'A3', 1, { clean }, load);
    expect(rows[1]).toMatchObject({ improved: 1, harmed: 0 });
    const moved = await evaluateDegrade(paths, 'B', 1, { dark: (image) => Promise.resolve({ full: shifted(image, -0.1), adjustmentsOnly: image, score: 1, exposureEv: 0 }) }, load);
    expect(moved.rows[1]).toMatchObject({ 'dE00 before': 0, harmed: 1 });
  });
});

describe('evaluateIqa', () => {
  it('reads ratings with headers and odd rows', () => {
    expect(parseRatings('Image Name,MOS,,\nss03 (1).jpg,0.8,,\n\nbroken\n"x",n/a\nb.jpg,0.2')).toEqual([{ name: 'ss03 (1).jpg', mos: 0.8 }, { name: 'b.jpg', mos: 0.2 }]);
    expect(() => parseRatings('no numbers here')).toThrow(expect.objectContaining({ code: 'BAD_USAGE' }) as Error);
  });
  it('correlates scores with opinions, overall and by group', async () => {
    const rated = ['s1 a', 's1 b', 's1 c', 's2 a', 's2 b', 's2 c'].map((name, i) => ({ name, mos: i }));
    const { rows } = await evaluateIqa(rated, (name) => name, (image) => image.data[0]!, (path) => Promise.resolve(shifted(picture(1), rated.findIndex(({ name }) => name === path) * (path.startsWith('s2') ? -1 : 1))), /^(s\d)/);
    expect(rows.map(({ group, n }) => [group, n])).toEqual([['all', 6], ['s1', 3], ['s2', 3]]);
    expect(rows[1]!.SRCC).toBeCloseTo(1);
    expect(rows[2]!.SRCC).toBeCloseTo(-1);
  });
});

describe('small things', () => {
  it('held-out packages are about a fifth and always the same', () => {
    const names = Array.from({ length: 500 }, (_, i) => `package-${i}`);
    const share = names.filter(isHeldOut).length / names.length;
    expect(share).toBeGreaterThan(0.14);
    expect(share).toBeLessThan(0.26);
    expect(isHeldOut('gnome-backgrounds')).toBe(true);
    expect(isHeldOut('budgie-wallpapers-disco')).toBe(false);
  });
  it('tables have one column a key and dashes for what is missing', () => {
    expect(printTable([{ method: 'a', value: 1.234 }, { method: 'b', value: NaN }])).toBe('| method | value |\n| --- | --- |\n| a | 1.23 |\n| b | - |');
  });
});
