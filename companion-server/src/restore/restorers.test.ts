import fc from 'fast-check';
import { applyAffineGrid, fitAffineGrid } from './affine-grid';
import { blendChange, noiseBlend } from './blend-change';
import { keepTexture } from './keep-texture';
import { deviationAt, noiseLevel } from './noise-curve';
import { boxMean } from './planes';
import { fittingSide, smallerSide } from './tile-memory';
import { trustChange } from './trust-change';
import { carriedChange } from './whole-picture-network';

const values = (count: number, seed = 1): Float32Array => Float32Array.from({ length: count }, (_, i) => ((i * 7919 + seed * 104729) % 1009) / 1009);

describe('affine grid', () => {
  it('carries any affine colour map exactly, wherever and however bright', () => {
    const coefficient = fc.double({ min: -0.2, max: 0.2, noNaN: true });
    fc.assert(fc.property(fc.array(coefficient, { minLength: 12, maxLength: 12 }), (m) => {
      const before = { width: 48, height: 32, data: values(48 * 32 * 3) };
      const map = (data: Float32Array, p: number, c: number): number => 0.3 * data[p + c]! + 0.3 + m[4 * c]! * data[p]! + m[4 * c + 1]! * data[p + 1]! + m[4 * c + 2]! * data[p + 2]! * 0.5 + 0.1 * m[4 * c + 3]!;
      const after = { ...before, data: before.data.map((_, i) => map(before.data, i - (i % 3), i % 3)) };
      fc.pre(after.data.every((v) => v >= 0 && v <= 1));
      const grid = fitAffineGrid(before, after), pixel = Float32Array.of(0.9, 0.2, 0.6), result = new Float32Array(3);
      applyAffineGrid(grid, pixel, result, 0, 0.37, 0.81);
      result.forEach((value, c) => { expect(Math.abs(value - map(pixel, 0, c))).toBeLessThan(2e-3); });
    }), { numRuns: 15 });
  });

  it('follows a change that differs from left to right, and keeps an edge where it is', async () => {
    const width = 64, height = 32, before = { width, height, data: values(width * height * 3) };
    const gain = (u: number): number => 0.4 + 0.5 * u;
    const after = { ...before, data: before.data.map((v, i) => v * gain(((Math.floor(i / 3) % width) + 0.5) / width)) };
    const network = carriedChange(fitAffineGrid(before, after), { width: 400, height: 200 });
    const data = new Float32Array(400 * 3).map((_, i) => (Math.floor(i / 3) < 200 ? 0.2 : 0.8));
    const result = await network.run({ x: 0, y: 100, width: 400, height: 1, data });
    for (const x of [20, 120, 199, 200, 320, 380]) expect(Math.abs(result[3 * x]! - data[3 * x]! * gain((x + 0.5) / 400))).toBeLessThan(0.06);
  });
});

describe('strength', () => {
  it('takes colour noise away before grain', () => {
    const before = Float32Array.of(0.5, 0.5, 0.5, 0.7, 0.4, 0.5), after = Float32Array.of(0.3, 0.3, 0.3, 0.5, 0.45, 0.4);
    blendChange(before, after, 2, noiseBlend(0.5));
    // a grey change is halved
    after.slice(0, 3).forEach((v) => { expect(v).toBeCloseTo(0.4, 6); });
    // the second pixel's change was -.2, +.05, -.1: luma -.0140, of which half is taken, the colour part whole
    const lumaChange = 0.2126 * -0.2 + 0.7152 * 0.05 + 0.0722 * -0.1;
    [0.5, 0.45, 0.4].forEach((v, c) => { expect(after[3 + c]).toBeCloseTo(v - lumaChange / 2, 6); });
  });
});

describe('noise level', () => {
  it('follows the curve between its points and stays level beyond them', () => {
    const curve = [{ input: 50, output: 4 }, { input: 150, output: 8 }];
    expect([0, 50, 100, 150, 255].map((level) => deviationAt(curve, level))).toEqual([4, 4, 6, 8, 8]);
    const bright = noiseLevel(curve)({ x: 0, y: 0, width: 4, height: 4, data: new Float32Array(48).fill(150 / 255) });
    bright.forEach((v) => { expect(v).toBeCloseTo(8 / 255, 6); });
  });

  it('takes box means over what lies inside the picture', () => {
    const plane = values(7 * 5), direct = (x: number, y: number): number => {
      let sum = 0, count = 0;
      for (let dy = -2; dy <= 2; dy++) for (let dx = -2; dx <= 2; dx++) if (x + dx >= 0 && x + dx < 7 && y + dy >= 0 && y + dy < 5) { sum += plane[(y + dy) * 7 + x + dx]!; count++; }
      return sum / count;
    };
    boxMean(plane, 7, 5, 2).forEach((v, i) => { expect(v).toBeCloseTo(direct(i % 7, Math.floor(i / 7)), 5); });
  });
});

describe('texture', () => {
  it('gives back what noise cannot explain, and only that', async () => {
    const shape = { side: 32, overlap: 8, multiple: 8, step: 8, fixed: false }, sigma = 0.02;
    const flatten = { shape, run: ({ data }: { data: Float32Array }) => Promise.resolve(new Float32Array(data.length).fill(0.5)) };
    // left half: a noise-sized ripple; right half: a texture ten times as strong
    const data = Float32Array.from({ length: 32 * 32 * 3 }, (_, i) => 0.5 + ((Math.floor(i / 3) + Math.floor(i / 96)) % 2 === 0 ? 1 : -1) * (Math.floor(i / 3) % 32 < 16 ? 0.6 * sigma : 10 * sigma));
    const result = await keepTexture(flatten, () => new Float32Array(1024).fill(sigma), 1).run({ x: 0, y: 0, width: 32, height: 32, data });
    expect(result[(16 * 32 + 4) * 3]).toBeCloseTo(0.5, 6);
    expect(Math.abs(result[(16 * 32 + 28) * 3]! - 0.5)).toBeGreaterThan(9 * sigma);
  });
});

describe('trust', () => {
  it('undoes what cannot be right, also what is no number, and fades it out around', async () => {
    const shape = { side: 64, overlap: 8, multiple: 8, step: 8, fixed: false };
    const data = values(64 * 64 * 3), pixel = 3 * (32 * 64 + 20);
    const wild = { shape, run: (tile: { data: Float32Array }) => Promise.resolve(tile.data.map((v, i) => (i === pixel ? 300 : i === pixel + 3 ? NaN : v + 0.02))) };
    const result = await trustChange(wild, () => new Float32Array(64 * 64).fill(0.01), (level) => 6 * level).run({ x: 0, y: 0, width: 64, height: 64, data });
    expect(Array.from(result.slice(pixel, pixel + 6))).toEqual(Array.from(data.slice(pixel, pixel + 6)));
    expect(result[pixel + 9]! - data[pixel + 9]!).toBeLessThan(0.019);
    expect(result[3 * 60]! - data[3 * 60]!).toBeCloseTo(0.02, 6);
  });
});

describe('tile memory', () => {
  it('shrinks tiles with free memory, down to the smallest', () => {
    expect([2 ** 34, 2 ** 28, 2 ** 20].map(fittingSide)).toEqual([512, 256, 128]);
    expect([512, 256, 128].map(smallerSide)).toEqual([256, 128, undefined]);
  });
});
