import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import type { Session } from '../engines/engine';
import { resample } from '../engines/resample';

/** U2-Net-p was trained on pictures of this size, normalised like ImageNet (Qin et al., Pattern Recognition 2020). */
const SIDE = 320;
const MEAN = [0.485, 0.456, 0.406] as const;
const DEVIATION = [0.229, 0.224, 0.225] as const;
/** A map with less spread than this between its extremes shows no subject; stretching it would show noise. */
const SMALLEST_SPREAD = 1e-6;

/** Interleaved RGB to planes, normalised. */
function normalisedPlanes(rgb: Float32Array): Float32Array {
  const area = SIDE * SIDE;
  const planes = new Float32Array(area * 3);
  for (let channel = 0; channel < 3; channel++) {
    for (let i = 0; i < area; i++) planes[channel * area + i] = (rgb[i * 3 + channel]! - MEAN[channel]!) / DEVIATION[channel]!;
  }
  return planes;
}

/** Stretches the smallest value to 0 and the largest to 1. */
function stretch(values: Float32Array): Float32Array {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (high - low < SMALLEST_SPREAD) return new Float32Array(values.length);
  return values.map((value) => (value - low) / (high - low));
}

/**
 * Finds the main subject with the `subject` network.
 * @param proxy any size, sRGB-encoded
 * @returns soft coverage 0..1 at the size of the proxy, row by row
 */
export async function segmentSubject(session: Session, proxy: FloatImage): Promise<{ weights: Float32Array; width: number; height: number }> {
  const square = { width: SIDE, height: SIDE };
  const data = normalisedPlanes(resample(proxy.data, proxy, square, 3));
  // The first of seven outputs is the fused map; the exporter named it 1959.
  const outputs = await session.run({ 'input.1': { shape: [1, 3, SIDE, SIDE], data } });
  const map = stretch(outputs['1959']!.data);
  return { weights: resample(map, square, proxy, 1), width: proxy.width, height: proxy.height };
}
