import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { gridTrace } from './block-grid';
import { edgeSpread } from './edge-spread';
import { blockNoise, type NoiseBlock } from './noise-blocks';
import { streaks } from './streaks';

/** Added to noise deviations (levels) before the logarithm: less is nothing. */
const QUIET = 0.2;
/** Patch of the dark channel, He, Sun and Tang 2009, at proxy size. */
const PATCH = 15;

/**
 * What the calibrated network sees of a picture (DEGRADATION_FEATURE_COUNT numbers): noise in the flattest blocks and in all, traces of JPEG
 * blocks, sharpness by direction at viewing size and in full, streaks, and how tones and dark channel lie.
 * @param proxy at most 1024 px; @param places full-resolution parts; @param blocks noise blocks of the places
 */
export function degradationFeatures(proxy: FloatImage, places: readonly FloatImage[], blocks: readonly NoiseBlock[]): Float32Array {
  return Float32Array.from([...noiseFeatures(blocks), ...gridFeatures(places), ...edgeFeatures(proxy, places), ...streakFeatures(proxy), ...toneFeatures(proxy)]);
}

export const DEGRADATION_FEATURE_COUNT = 40;

function noiseFeatures(blocks: readonly NoiseBlock[]): number[] {
  const log = (value: number): number => Math.log(QUIET + value);
  const order = [...blocks].sort((a, b) => blockNoise(a) - blockNoise(b));
  const flattest = order.slice(0, Math.max(1, Math.ceil(0.15 * order.length)));
  const sorted = (of: (block: NoiseBlock) => number): number[] => blocks.map(of).sort((a, b) => a - b);
  const deviations = sorted(({ deviation }) => deviation), diagonals = sorted(({ diagonal }) => diagonal), colours = sorted(({ colour }) => colour);
  const ratio = (of: (block: NoiseBlock) => number, to: (block: NoiseBlock) => number): number => mean(flattest.map((block) => Math.log((QUIET + of(block)) / (QUIET + to(block)))));
  return [
    log(quantile(order.map(blockNoise), 0.15)), log(quantile(diagonals, 0.15)), log(quantile(diagonals, 0.5)), log(quantile(diagonals, 0.9)), log(quantile(colours, 0.15)), log(quantile(colours, 0.5)),
    log(quantile(deviations, 0.05)), log(quantile(deviations, 0.5)), ratio((b) => b.diagonal, (b) => b.straight), ratio((b) => b.deviation, (b) => b.diagonal), ratio((b) => b.colour, (b) => b.diagonal), mean(flattest.map(({ level }) => level / 255)),
  ];
}

function gridFeatures(places: readonly FloatImage[]): number[] {
  const traces = places.flatMap((place) => [gridTrace(place, 'across'), gridTrace(place, 'down')]);
  const excess = traces.map((trace) => trace.excess).sort((a, b) => a - b), lead = traces.map((trace) => trace.excess - trace.chance).sort((a, b) => a - b);
  return [quantile(excess, 0.5), quantile(excess, 0.9), mean(traces.map(({ chance }) => chance)), quantile(lead, 0.5), quantile(lead, 0.9), quantile(traces.map(({ still }) => still).sort((a, b) => a - b), 0.5)];
}

function edgeFeatures(proxy: FloatImage, places: readonly FloatImage[]): number[] {
  const viewed = edgeSpread(proxy), full = places.map(edgeSpread).filter(({ structured }) => structured > 0);
  const least = Math.min(...viewed.fine), most = Math.max(...viewed.fine), leastMiddle = Math.min(...viewed.middle), mostMiddle = Math.max(...viewed.middle);
  return [
    most, least, mostMiddle, leastMiddle, Math.log((0.02 + most) / (0.02 + least)), Math.log((0.05 + mostMiddle) / (0.05 + leastMiddle)),
    viewed.structured, Math.max(0, ...full.map(({ fine }) => Math.max(...fine))), Math.max(0, ...full.map(({ middle }) => Math.max(...middle))),
  ];
}

function streakFeatures(proxy: FloatImage): number[] {
  const { bright, dark } = streaks(proxy);
  return [Math.log(1e-4 + bright), Math.log(1e-4 + dark), Math.log((1e-4 + bright) / (1e-4 + dark))];
}

function toneFeatures({ width, height, data }: FloatImage): number[] {
  const luma: number[] = [], darkest: number[] = [], chroma: number[] = [];
  for (let top = 0; top < height; top += PATCH) {
    for (let left = 0; left < width; left += PATCH) {
      let dark = 1;
      for (let y = top; y < Math.min(height, top + PATCH); y += 3) for (let x = left; x < Math.min(width, left + PATCH); x += 3) {
        const i = (y * width + x) * 3, r = data[i]!, g = data[i + 1]!, b = data[i + 2]!;
        dark = Math.min(dark, r, g, b);
        luma.push(0.2126 * r + 0.7152 * g + 0.0722 * b);
        chroma.push(Math.max(r, g, b) - Math.min(r, g, b));
      }
      darkest.push(Math.max(0, dark));
    }
  }
  const [lumas, darks, chromas] = [Float32Array.from(luma).sort(), Float32Array.from(darkest).sort(), Float32Array.from(chroma).sort()];
  return [quantile(lumas, 0.005), quantile(lumas, 0.05), quantile(lumas, 0.5), quantile(lumas, 0.95), quantile(lumas, 0.995), quantile(darks, 0.1), quantile(darks, 0.5), quantile(darks, 0.9), quantile(chromas, 0.5), quantile(chromas, 0.95)];
}

function quantile(sorted: ArrayLike<number>, q: number): number {
  return sorted.length === 0 ? 0 : sorted[Math.floor(q * (sorted.length - 1))]!;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
