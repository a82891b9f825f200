import { decodeBase64 } from '@photocrafter/shared/pixels/base64';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import model from '../../../models/degradation-diagnosis.json';
import { DEGRADATION_FEATURE_COUNT, degradationFeatures } from './degradation-features';
import { DEGRADATIONS, type DegradationKind, type Diagnosis } from './diagnosis';
import { edgeSpread } from './edge-spread';
import { lookPlaces } from './look-places';
import { noiseBlocks, noiseByBrightness } from './noise-blocks';

interface DenseLayer { readonly inputs: number; readonly outputs: number; readonly weights: Float32Array; readonly bias: Float32Array }

const mean = floats(model.mean), deviation = floats(model.deviation);
const networks = model.networks.map((layers) => layers.map(({ inputs, outputs, weights, bias }): DenseLayer => ({ inputs, outputs, weights: floats(weights), bias: floats(bias) })));

/**
 * What ails the pixels of a photo, and how badly. Pure.
 * @param proxy at most 1024 px, encoded
 * @param crops full-resolution parts when the proxy is a reduction, none otherwise
 * @param scale full width over the proxy's: blur is measured at viewing size and told in full pixels
 */
export function diagnose(proxy: FloatImage, crops: readonly FloatImage[], scale = 1): Diagnosis {
  const places = lookPlaces(proxy, crops), blocks = noiseBlocks(places);
  const severities = estimateSeverities(degradationFeatures(proxy, places, blocks));
  const severity = Object.fromEntries(DEGRADATIONS.map((kind, i) => [kind, severities[i]!])) as Record<DegradationKind, number>;
  return {
    severity,
    noise: noiseByBrightness(blocks),
    // the inverse of the severity scale of compression: 0 at quality 92, 1 at quality 10 (evaluate/restoration-faults.ts)
    compressionLevel: 0.08 + 0.82 * severity.compression,
    blurRadiusPx: scale * Math.max(BLUR_PER_SEVERITY * severity.blur, SMEAR_PER_SEVERITY * severity.motionBlur),
    motionDegrees: smearDirection(proxy),
  };
}

/** Deviation of a disk of radius r is r / 2, and severity 1 is a radius of 7 px; a smear's is its length / 3.46, and severity 1 is 16 px. */
const BLUR_PER_SEVERITY = 7 / 2;
const SMEAR_PER_SEVERITY = 16 / Math.sqrt(12);

/** Expected severities 0..1 in the order of DEGRADATIONS: the mean of small networks trained by training/restoration/fit-diagnosis.py. */
export function estimateSeverities(features: Float32Array): Float32Array {
  if (features.length !== DEGRADATION_FEATURE_COUNT) throw new RangeError(`expected ${DEGRADATION_FEATURE_COUNT} features, got ${features.length}`);
  const input = features.map((value, i) => Math.min(6, Math.max(-6, (value - mean[i]!) / deviation[i]!)));
  const sum = new Float32Array(DEGRADATIONS.length);
  for (const layers of networks) answer(layers, input).forEach((value, i) => { sum[i]! += 1 / (1 + Math.exp(-value)) / networks.length; });
  return sum;
}

/** Fully connected layers with SiLU between them. */
function answer(layers: readonly DenseLayer[], input: Float32Array): Float32Array {
  return layers.reduce((values, { inputs, outputs, weights, bias }, index) => {
    const result = new Float32Array(outputs);
    for (let o = 0; o < outputs; o++) {
      let total = bias[o]!;
      for (let i = 0; i < inputs; i++) total += weights[o * inputs + i]! * values[i]!;
      result[o] = index === layers.length - 1 ? total : total / (1 + Math.exp(-total));
    }
    return result;
  }, input);
}

/** Degrees from horizontal of the direction in which detail is finest gone: where steps over one pixel are weakest against those over four. */
function smearDirection(proxy: FloatImage): number {
  const { fine } = edgeSpread(proxy);
  // the axis of a doubled-angle mean: four directions, weighted by how much they lack
  const most = Math.max(...fine);
  let x = 0, y = 0;
  fine.forEach((value, d) => {
    const angle = (2 * d * 45 * Math.PI) / 180;
    x += (most - value) * Math.cos(angle);
    y += (most - value) * Math.sin(angle);
  });
  return (((Math.atan2(y, x) * 90) / Math.PI) + 180) % 180;
}

function floats(base64: string): Float32Array {
  const bytes = decodeBase64(base64);
  if (bytes === undefined) throw new RangeError('the diagnosis model is damaged');
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
}
