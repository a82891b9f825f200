import { momentsOf, percentilesOf } from './distribution';
import type { GreyPlane } from './grey-plane';

const BLOCK = 8;

/** 6 numbers: steps across 8 px borders against steps inside (both ways), shares of equal neighbours (both ways), smallest and largest phase. */
export function blockiness({ width, height, data }: GreyPlane): number[] {
  const along = (step: number, lines: number, length: number, stride: number): { readonly phases: number[]; readonly equal: number } => {
    const sums = new Array<number>(BLOCK).fill(0), counts = new Array<number>(BLOCK).fill(0);
    let equal = 0, n = 0;
    for (let line = 0; line < lines; line++) {
      for (let i = 0, at = line * stride; i + 1 < length; i++, at += step) {
        const jump = Math.abs(data[at + step]! - data[at]!);
        sums[i % BLOCK]! += Math.min(jump, 32); counts[i % BLOCK]!++;
        if (jump < 0.5) equal++;
        n++;
      }
    }
    return { phases: sums.map((sum, k) => sum / Math.max(1, counts[k]!)), equal: equal / Math.max(1, n) };
  };
  const rows = along(1, height, width, width), columns = along(width, width, height, 1);
  const excess = ({ phases }: typeof rows): number => Math.log((phases[BLOCK - 1]! + 0.05) / (phases.slice(0, BLOCK - 1).reduce((sum, value) => sum + value, 0) / (BLOCK - 1) + 0.05));
  const ratio = ({ phases }: typeof rows): number => Math.log((Math.max(...phases) + 0.05) / (Math.min(...phases) + 0.05));
  return [excess(rows), excess(columns), rows.equal, columns.equal, ratio(rows), ratio(columns)];
}

/** DCT-II basis of 8 samples, orthonormal. */
const BASIS = Float64Array.from({ length: 64 }, (_, i) => {
  const k = i >> 3, n = i & 7;
  return Math.sqrt((k === 0 ? 1 : 2) / 8) * Math.cos(((2 * n + 1) * k * Math.PI) / 16);
});
/** Frequencies by distance from DC: 1, 2, .. 10 (the rest together). */
const RINGS = Array.from({ length: 64 }, (_, i) => Math.min(10, Math.round(Math.hypot(i >> 3, i & 7))));

/** 32 numbers: log mean size of the coefficients of each ring, their peakedness (mean size over deviation), share of zeros; over every second block each way. */
export function dctStatistics({ width, height, data }: GreyPlane): number[] {
  const sums = new Float64Array(11), squares = new Float64Array(11), zeros = new Float64Array(11), counts = new Float64Array(11);
  const rows = new Float64Array(64);
  for (let top = 0; top + BLOCK <= height; top += 2 * BLOCK) {
    for (let left = 0; left + BLOCK <= width; left += 2 * BLOCK) {
      for (let y = 0; y < BLOCK; y++) {
        for (let k = 0, at = (top + y) * width + left; k < BLOCK; k++) {
          let sum = 0;
          for (let n = 0; n < BLOCK; n++) sum += BASIS[8 * k + n]! * data[at + n]!;
          rows[8 * y + k] = sum;
        }
      }
      for (let v = 0; v < BLOCK; v++) {
        for (let u = 0; u < BLOCK; u++) {
          const ring = RINGS[8 * v + u]!;
          if (ring === 0) continue;
          let sum = 0;
          for (let y = 0; y < BLOCK; y++) sum += BASIS[8 * v + y]! * rows[8 * y + u]!;
          const size = Math.abs(sum);
          sums[ring]! += size; squares[ring]! += sum * sum; counts[ring]!++;
          if (size < 0.5) zeros[ring]!++;
        }
      }
    }
  }
  const features: number[] = [];
  for (let ring = 1; ring <= 10; ring++) {
    const n = Math.max(1, counts[ring]!), mean = sums[ring]! / n;
    features.push(Math.log(mean + 0.05), mean / (Math.sqrt(squares[ring]! / n) + 0.05), zeros[ring]! / n);
  }
  // how fast energy falls: sharpness apart from contrast
  features.push(Math.log((sums[6]! / Math.max(1, counts[6]!) + 0.05) / (sums[1]! / Math.max(1, counts[1]!) + 0.05)), Math.log((sums[10]! / Math.max(1, counts[10]!) + 0.05) / (sums[3]! / Math.max(1, counts[3]!) + 0.05)));
  return features;
}

const NOISE_BLOCK = 16;

/** 9 numbers: Immerkaer's noise sigma of the flattest blocks (percentiles), of dark, middle and light blocks, and how flat the flattest are. */
export function noiseStatistics({ width, height, data }: GreyPlane): number[] {
  const blocks: { sigma: number; mean: number; texture: number }[] = [];
  for (let top = 1; top + NOISE_BLOCK < height; top += NOISE_BLOCK) {
    for (let left = 1; left + NOISE_BLOCK < width; left += NOISE_BLOCK) {
      let sum = 0, square = 0, noise = 0;
      for (let y = top; y < top + NOISE_BLOCK; y++) {
        for (let at = y * width + left, end = at + NOISE_BLOCK; at < end; at++) {
          const v = data[at]!;
          sum += v; square += v * v;
          noise += Math.abs(data[at - width - 1]! - 2 * data[at - width]! + data[at - width + 1]! - 2 * data[at - 1]! + 4 * v - 2 * data[at + 1]! + data[at + width - 1]! - 2 * data[at + width]! + data[at + width + 1]!);
        }
      }
      const n = NOISE_BLOCK * NOISE_BLOCK, mean = sum / n;
      if (mean < 3 || mean > 252) continue;
      blocks.push({ sigma: (Math.sqrt(Math.PI / 2) / (6 * n)) * noise, mean, texture: Math.sqrt(Math.max(0, square / n - mean * mean)) });
    }
  }
  if (blocks.length === 0) return new Array<number>(9).fill(0);
  const flattest = [...blocks].sort((p, q) => p.sigma - q.sigma);
  const low = (some: typeof blocks): number => percentilesOf(some.map(({ sigma }) => sigma), [0.2])[0]!;
  const band = (from: number, to: number): number => { const some = blocks.filter(({ mean }) => mean >= from && mean < to); return some.length < 4 ? low(blocks) : low(some); };
  const log = (value: number): number => Math.log(value + 0.1);
  return [
    ...percentilesOf(flattest.map(({ sigma }) => sigma), [0.02, 0.1, 0.3, 0.6]).map(log),
    log(band(0, 70)), log(band(70, 160)), log(band(160, 256)),
    log(percentilesOf(blocks.map(({ texture }) => texture), [0.1])[0]!), log(momentsOf(Float32Array.from(blocks, ({ texture }) => texture)).mean),
  ];
}
