import { encodedToLab, type LabPlanes } from '@photocrafter/shared/pixels/lab';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { defaultParams, operatorFor } from '@photocrafter/shared/operators/index';
import { eliminate } from './fit-residual-lut';
import { CORRECTION_STEPS, paramsOf } from '../critic/corrections/correction-plan';
import { NO_CORRECTIONS, type CorrectionName, type Corrections } from '../critic/corrections/corrections';

/** The parameters that are fitted, with a step of each that changes a picture about equally. */
const FITTED: readonly (readonly [CorrectionName, number])[] = [
  ['exposureEv', 0.1], ['whites', 8], ['blacks', 8], ['contrast', 6], ['highlights', 15], ['shadows', 15], ['miredShift', 6], ['tint', 6], ['saturation', 6],
];
const LIMIT: Partial<Record<CorrectionName, number>> = { exposureEv: 3, miredShift: 80, tint: 80, whites: 90, blacks: 90, contrast: 60, highlights: 100, shadows: 100, saturation: 70 };
const SAMPLES = 1500;
const ITERATIONS = 10;
/** Pulls towards "no change", in units of the steps above: parameters that explain little stay near zero. */
const RIDGE = 0.02;
/** Residuals above this many Lab units count linearly (Huber): objects that the network repainted do not steer the fit. */
const HUBER = 8;

/**
 * The corrections that take `before` nearest to `after`, least squares in Lab with a Huber loss, by Levenberg-Marquardt over the
 * operators themselves. Both pictures have one size; position by position the same part of a photo. About 0.3 s.
 */
export function fitOperators(before: FloatImage, after: FloatImage): Corrections {
  const from = sample(before), target = encodedToLab(sample(after));
  let values = FITTED.map(() => 0);
  let residual = residualOf(from, target, values);
  let damping = 0.01;
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const columns = FITTED.map((_, k) => {
      const moved = residualOf(from, target, values.map((value, j) => (j === k ? value + 1 : value)));
      return moved.map((value, i) => value - residual[i]!);
    });
    const step = solve(columns, residual, values, damping);
    const next = values.map((value, k) => clampStep(value + step[k]!, k));
    const nextResidual = residualOf(from, target, next);
    if (cost(nextResidual, next) < cost(residual, values)) {
      [values, residual, damping] = [next, nextResidual, damping / 3];
    } else damping *= 10;
    if (damping > 1e4) break;
  }
  return correctionsOf(values);
}

function correctionsOf(values: readonly number[]): Corrections {
  const corrections: Record<CorrectionName, number> = { ...NO_CORRECTIONS };
  FITTED.forEach(([name, size], k) => { corrections[name] = values[k]! * size; });
  corrections.highlightProtection = corrections.exposureEv > 0 ? 0.6 : 0;
  return corrections;
}

function clampStep(value: number, k: number): number {
  const [name, size] = FITTED[k]!;
  const limit = (LIMIT[name] ?? Infinity) / size;
  return Math.min(limit, Math.max(-limit, value));
}

/** Every nth pixel as a one-row picture. */
function sample(image: FloatImage): FloatImage {
  const count = image.width * image.height, stride = Math.max(1, Math.floor(count / SAMPLES)), width = Math.floor(count / stride);
  const data = new Float32Array(width * 3);
  for (let i = 0; i < width; i++) data.set(image.data.subarray(3 * i * stride, 3 * i * stride + 3), 3 * i);
  return { width, height: 1, data, encoding: image.encoding };
}

/** Applies the operators without rounding to slider steps, so that the fit sees smooth derivatives. */
export function applyCorrections(image: FloatImage, corrections: Corrections): FloatImage {
  return CORRECTION_STEPS.reduce((current, { operator: id, names }) => {
    if (names.every((name) => corrections[name] === 0)) return current;
    const operator = operatorFor(id, 1);
    return operator.apply(current, { ...defaultParams(operator), ...paramsOf(operator, names, corrections, false) });
  }, image);
}

function residualOf(from: FloatImage, target: LabPlanes, values: readonly number[]): Float64Array {
  const edited = encodedToLab(applyCorrections(from, correctionsOf(values)));
  const count = from.width;
  const residual = new Float64Array(3 * count);
  for (let i = 0; i < count; i++) {
    const [l, a, b] = [edited.lightness[i]! - target.lightness[i]!, edited.a[i]! - target.a[i]!, edited.b[i]! - target.b[i]!];
    const size = Math.hypot(l, a, b);
    const weight = size > HUBER ? Math.sqrt((2 * HUBER) / size - (HUBER / size) ** 2) : 1;
    residual[3 * i] = l * weight; residual[3 * i + 1] = a * weight; residual[3 * i + 2] = b * weight;
  }
  return residual;
}

function cost(residual: Float64Array, values: readonly number[]): number {
  let sum = 0;
  for (const value of residual) sum += value * value;
  return sum / residual.length + RIDGE * values.reduce((total, value) => total + value * value, 0);
}

/** One damped Gauss-Newton step. */
function solve(columns: readonly Float64Array[], residual: Float64Array, values: readonly number[], damping: number): number[] {
  const n = columns.length, count = residual.length;
  const rows = columns.map((column, i) => {
    const row = Float64Array.from([...columns, residual], (other) => column.reduce((sum, value, k) => sum + value * other[k]!, 0) / count);
    row[n] = -row[n]! - RIDGE * values[i]!;
    row[i] = (row[i]! + RIDGE) * (1 + damping);
    return row;
  });
  eliminate(rows, n);
  return rows.map((row, i) => row[n]! / row[i]!);
}
