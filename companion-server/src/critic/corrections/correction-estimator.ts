import { decodeBase64 } from '@photocrafter/shared/pixels/base64';
import model from '../../../models/correction-estimator.json';
import { CORRECTION_FEATURE_COUNT } from './correction-features';
import { NO_CORRECTIONS, type CorrectionName, type Corrections } from './corrections';

interface DenseLayer { readonly inputs: number; readonly outputs: number; readonly weights: Float32Array; readonly bias: Float32Array }

const mean = floats(model.mean);
const deviation = floats(model.deviation);
const networks = model.networks.map((layers) => layers.map((layer): DenseLayer => ({
  inputs: layer.inputs, outputs: layer.outputs, weights: floats(layer.weights), bias: floats(layer.bias),
})));

/**
 * Estimates the corrections (the mean of three networks) from `correctionFeatures` (CORRECTION_FEATURE_COUNT numbers). Three small networks trained by
 * training/correction/train.py, with a loss that counts harm twice: in doubt the answer is near zero. Card: models/correction-estimator.md.
 */
export function estimateCorrections(features: Float32Array): Corrections {
  if (features.length !== CORRECTION_FEATURE_COUNT) throw new RangeError(`expected ${CORRECTION_FEATURE_COUNT} features, got ${features.length}`);
  const input = features.map((value, i) => (value - mean[i]!) / deviation[i]!);
  const answers = networks.map((layers) => outputsOf(layers, input));
  const corrections: Record<CorrectionName, number> = { ...NO_CORRECTIONS };
  model.parameters.forEach(({ name, largest }, i) => {
    const values = answers.map((raw) => largest * (name === 'highlightProtection' ? 1 / (1 + Math.exp(-raw[i]!)) : Math.tanh(raw[i]!)));
    corrections[name as CorrectionName] = values.reduce((sum, value) => sum + value, 0) / values.length;
  });
  return corrections;
}

function outputsOf(layers: readonly DenseLayer[], input: Float32Array): Float32Array {
  let values = input;
  layers.forEach(({ inputs, outputs, weights, bias }, depth) => {
    const next = new Float32Array(outputs);
    for (let o = 0; o < outputs; o++) {
      let sum = bias[o]!;
      for (let i = 0; i < inputs; i++) sum += weights[o * inputs + i]! * values[i]!;
      next[o] = depth < layers.length - 1 ? sum / (1 + Math.exp(-sum)) : sum;
    }
    values = next;
  });
  return values;
}

/** base64 of little-endian float32, as the trainer writes them. */
function floats(base64: string): Float32Array {
  const bytes = decodeBase64(base64);
  if (bytes === undefined) throw new RangeError('the estimator file is damaged');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.byteLength / 4 }, (_, i) => view.getFloat32(4 * i, true));
}
