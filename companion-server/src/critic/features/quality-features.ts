import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { convertEncoding } from '@photocrafter/shared/pixels/convert-encoding';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { colourStatistics, layoutStatistics, toneStatistics, type ColourPlanes } from './colour-statistics';
import { blockiness, dctStatistics, noiseStatistics } from './compression-statistics';
import { detailStatistics, patternShares } from './detail-statistics';
import { halve, type GreyPlane } from './grey-plane';
import { normalisePlane, sceneStatistics } from './natural-scene-statistics';

/** Long side, in pixels, of the picture that the features are taken from: larger ones are reduced first (`analysisImage`). */
export const QUALITY_FEATURE_SIDE = 512;

/**
 * The classical feature vector of the learned critic: natural-scene statistics at three scales, edges and finest detail, local
 * patterns, compression, noise, colour, tone and layout; each family says what its numbers are. Training reads exactly these numbers (`craft features`), so product
 * and training cannot drift apart.
 * @param image encoded RGB of any encoding, long side at most QUALITY_FEATURE_SIDE for figures that compare; at least 16 px each way
 */
export function qualityFeatures(image: FloatImage): Float32Array {
  const planes = planesOf(convertEncoding(image, SRGB));
  const half = Object.fromEntries(Object.entries(planes).map(([name, plane]) => [name, halve(plane as GreyPlane)])) as unknown as ColourPlanes;
  const scales = [planes.luma, half.luma, halve(half.luma)];
  const normalised = scales.map(normalisePlane);
  return Float32Array.from([
    ...normalised.flatMap(sceneStatistics),
    ...scales.flatMap(detailStatistics),
    ...patternShares(scales[1]!), ...patternShares(scales[2]!),
    ...blockiness(planes.luma), ...dctStatistics(planes.luma), ...noiseStatistics(planes.luma),
    ...noiseStatistics(shifted(half.cb)).slice(0, 3), ...noiseStatistics(shifted(half.cr)).slice(0, 3),
    ...colourStatistics(half), ...toneStatistics(half), ...layoutStatistics(half),
  ], (value) => (Number.isFinite(value) ? value : 0));
}

/** Colour differences are centred on 0; noise is measured away from the ends of 0..255. */
function shifted({ width, height, data }: GreyPlane): GreyPlane {
  const moved = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) moved[i] = data[i]! + 128;
  return { width, height, data: moved };
}

/** Channels and luma in 0..255. */
function planesOf({ width, height, data }: FloatImage): ColourPlanes {
  const plane = (): GreyPlane => ({ width, height, data: new Float32Array(width * height) });
  const planes = { red: plane(), green: plane(), blue: plane(), luma: plane(), cb: plane(), cr: plane() };
  for (let i = 0, p = 0; p < data.length; i++, p += 3) {
    const r = 255 * Math.min(1, Math.max(0, data[p]!)), g = 255 * Math.min(1, Math.max(0, data[p + 1]!)), b = 255 * Math.min(1, Math.max(0, data[p + 2]!));
    const luma = 0.299 * r + 0.587 * g + 0.114 * b;
    planes.red.data[i] = r; planes.green.data[i] = g; planes.blue.data[i] = b; planes.luma.data[i] = luma;
    planes.cb.data[i] = 0.564 * (b - luma); planes.cr.data[i] = 0.713 * (r - luma);
  }
  return planes;
}
