import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { momentsOf, percentilesBetween } from './distribution';
import { halve, smooth } from './grey-plane';
import { fitGeneralisedGaussian, normalisePlane } from './natural-scene-statistics';
import { detailStatistics } from './detail-statistics';
import { blockiness, noiseStatistics } from './compression-statistics';
import { qualityFeatures } from './quality-features';

/** A reproducible noise in 0..1 that repeats nowhere near. */
function random(seed: number): () => number {
  let state = seed;
  return () => { state = (state * 1664525 + 1013904223) % 2 ** 32; return state / 2 ** 32; };
}

function gaussian(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

/** A scene of soft shapes in colour. */
function scene(width: number, height: number, noise = 0): FloatImage {
  const next = random(7), data = new Float32Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const base = 0.5 + 0.25 * Math.sin(x / 9) * Math.cos(y / 13) + 0.1 * Math.sign(Math.sin(x / 31 + y / 17));
      const grain = noise * gaussian(next);
      for (let c = 0; c < 3; c++) data[3 * (y * width + x) + c] = Math.min(1, Math.max(0, base + 0.05 * c + grain));
    }
  }
  return { width, height, data, encoding: SRGB };
}

describe('classical features', () => {
  it('fit what they were drawn from: shape 2 and its deviation for a Gaussian, shape 1 for a Laplacian', () => {
    const next = random(3);
    const normal = Float32Array.from({ length: 60000 }, () => 1.7 * gaussian(next));
    const [shape, deviation] = fitGeneralisedGaussian(normal);
    expect(Math.abs(shape - 2)).toBeLessThan(0.1);
    expect(Math.abs(deviation - 1.7)).toBeLessThan(0.03);
    const laplacian = Float32Array.from({ length: 60000 }, () => { const u = next() - 0.5; return -Math.sign(u) * Math.log(1 - 2 * Math.abs(u)); });
    expect(Math.abs(fitGeneralisedGaussian(laplacian)[0] - 1)).toBeLessThan(0.06);
  });

  it('count exactly: percentiles of a ramp, moments of a coin, halves of a checkerboard, smoothing keeps a constant', () => {
    const ramp = Float32Array.from({ length: 1000 }, (_, i) => i / 1000);
    percentilesBetween(ramp, 0, 1, [0.1, 0.5, 0.9]).forEach((value, i) => { expect(Math.abs(value - [0.1, 0.5, 0.9][i]!)).toBeLessThan(0.002); });
    expect(momentsOf(Float32Array.of(-1, 1, -1, 1))).toEqual({ mean: 0, deviation: 1, skew: 0, kurtosis: 1 });
    expect([...halve({ width: 4, height: 2, data: Float32Array.of(0, 2, 0, 2, 2, 0, 2, 0) }).data]).toEqual([1, 1]);
    smooth(new Float32Array(63).fill(5), 9, 7).forEach((value) => { expect(value).toBeCloseTo(5, 5); });
  });

  it('see noise, blur and blocks as what they are', () => {
    const grey = (image: FloatImage): { width: number; height: number; data: Float32Array } => ({ width: image.width, height: image.height, data: Float32Array.from({ length: image.width * image.height }, (_, i) => 255 * image.data[3 * i]!) });
    const clean = grey(scene(128, 96)), noisy = grey(scene(128, 96, 0.04));
    expect(noiseStatistics(noisy)[0]! - noiseStatistics(clean)[0]!).toBeGreaterThan(1);
    // sigma .04 of the scale is 10.2 levels: the flattest blocks measure it (log of sigma + .1)
    expect(Math.abs(Math.exp(noiseStatistics(noisy)[1]!) - 10.2)).toBeLessThan(1.5);
    const soft = { ...clean, data: smooth(smooth(clean.data, 128, 96), 128, 96) };
    expect(detailStatistics(soft)[5]!).toBeLessThan(detailStatistics(clean)[5]!);
    const blocky = { ...clean, data: clean.data.map((_, i) => clean.data[(Math.floor(i / 128 / 8) * 8) * 128 + Math.floor((i % 128) / 8) * 8]!) };
    expect(blockiness(blocky)[0]!).toBeGreaterThan(blockiness(clean)[0]! + 2);
  });

  it('normalise a scene to about zero mean, whatever its light', () => {
    const { luma } = { luma: { width: 64, height: 64, data: Float32Array.from({ length: 4096 }, (_, i) => 128 + 60 * Math.sin(i / 3)) } };
    expect(Math.abs(momentsOf(normalisePlane(luma).data).mean)).toBeLessThan(0.05);
  });

  it('are finite, of one length and deterministic for any picture: plain, tiny, thin, noisy', () => {
    const plain: FloatImage = { width: 40, height: 40, data: new Float32Array(4800).fill(0.5), encoding: SRGB };
    const vectors = [plain, scene(16, 16), scene(200, 16), scene(64, 300, 0.1), scene(511, 341)].map(qualityFeatures);
    for (const vector of vectors) {
      expect(vector).toHaveLength(394);
      expect(vector.every(Number.isFinite)).toBe(true);
      expect(Math.max(...vector.map(Math.abs))).toBeLessThan(1000);
    }
    expect(qualityFeatures(scene(64, 64))).toEqual(qualityFeatures(scene(64, 64)));
  });
});
