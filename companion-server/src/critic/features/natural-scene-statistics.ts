import { momentsOf, percentilesBetween } from './distribution';
import { smooth, type GreyPlane } from './grey-plane';

/** A plane normalised by its local mean and deviation (MSCN of BRISQUE), and that deviation. */
export interface NormalisedPlane extends GreyPlane { readonly sigma: Float32Array }

/** `(I - mu) / (sigma + C)` with a Gaussian window of 7 px; C = 1 for a plane in 0..255 (Mittal, Moorthy, Bovik 2012). */
export function normalisePlane(plane: GreyPlane): NormalisedPlane {
  const { width, height, data } = plane;
  const mu = smooth(data, width, height);
  const squares = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) squares[i] = data[i]! * data[i]!;
  const sigma = smooth(squares, width, height);
  const normalised = squares;
  for (let i = 0; i < data.length; i++) {
    const deviation = Math.sqrt(Math.max(0, sigma[i]! - mu[i]! * mu[i]!));
    sigma[i] = deviation;
    normalised[i] = (data[i]! - mu[i]!) / (deviation + 1);
  }
  return { width, height, data: normalised, sigma };
}

const lnGammaCoefficients = [76.18009172947146, -86.50532032941677, 24.01409824083091, -1.231739572450155, 0.1208650973866179e-2, -0.5395239384953e-5] as const;

/** ln Gamma for x > 0 (Lanczos, Numerical Recipes 6.1). */
function lnGamma(x: number): number {
  const shifted = x + 5.5 - (x + 0.5) * Math.log(x + 5.5);
  const series = lnGammaCoefficients.reduce((sum, coefficient, i) => sum + coefficient / (x + 1 + i), 1.000000000190015);
  return -shifted + Math.log((2.5066282746310005 * series) / x);
}

/** Shapes 0.2 .. 10 in steps of 0.005 with the moment ratio Gamma(2/a)^2 / (Gamma(1/a) Gamma(3/a)) that each has: rising. */
const SHAPES = Float64Array.from({ length: 1961 }, (_, i) => 0.2 + 0.005 * i);
const RATIOS = SHAPES.map((a) => Math.exp(2 * lnGamma(2 / a) - lnGamma(1 / a) - lnGamma(3 / a)));

function shapeOfRatio(ratio: number): number {
  let low = 0, high = RATIOS.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (RATIOS[middle]! < ratio) low = middle; else high = middle;
  }
  return ratio - RATIOS[low]! < RATIOS[high]! - ratio ? SHAPES[low]! : SHAPES[high]!;
}

/** Shape (2 Gaussian, 1 Laplacian) and deviation of a generalised Gaussian by moment matching (Sharifi and Leon-Garcia 1995). */
export function fitGeneralisedGaussian(values: Float32Array): readonly [shape: number, deviation: number] {
  let absolute = 0, square = 0;
  for (let i = 0; i < values.length; i++) { absolute += Math.abs(values[i]!); square += values[i]! * values[i]!; }
  absolute /= values.length; square /= values.length;
  return square < 1e-12 ? [10, 0] : [shapeOfRatio((absolute * absolute) / square), Math.sqrt(square)];
}

/** Shape, mean, left and right deviation of an asymmetric generalised Gaussian fitted to products of neighbours `step` apart. */
function fitNeighbourProducts(data: Float32Array, from: number, step: number): readonly number[] {
  let leftSquare = 0, rightSquare = 0, leftCount = 0, rightCount = 0, absolute = 0;
  const start = Math.max(0, -from), end = data.length - step;
  for (let i = start; i < end; i++) {
    const product = data[i]! * data[i + step]!;
    if (product < 0) { leftSquare += product * product; leftCount++; absolute -= product; } else { rightSquare += product * product; rightCount++; absolute += product; }
  }
  const n = Math.max(1, end - start);
  const square = (leftSquare + rightSquare) / n;
  if (square < 1e-12) return [10, 0, 0, 0];
  const left = Math.sqrt(leftSquare / Math.max(1, leftCount)), right = Math.sqrt(rightSquare / Math.max(1, rightCount));
  const gamma = Math.max(1e-3, left) / Math.max(1e-3, right);
  const ratio = ((absolute / n) ** 2 / square) * ((gamma ** 3 + 1) * (gamma + 1)) / (gamma ** 2 + 1) ** 2;
  const shape = shapeOfRatio(ratio);
  const mean = (right - left) * Math.exp(lnGamma(2 / shape) - 0.5 * (lnGamma(1 / shape) + lnGamma(3 / shape)));
  return [shape, mean, left, right];
}

const SIGMA_PERCENTILES = [0.05, 0.25, 0.5, 0.75, 0.95];

/** 27 numbers of one scale: the 18 of BRISQUE (rows may wrap in the products: one column in hundreds), kurtosis, skew, and how local deviation is distributed. */
export function sceneStatistics(plane: NormalisedPlane): number[] {
  const { width, data, sigma } = plane;
  const { skew, kurtosis } = momentsOf(data);
  const spread = percentilesBetween(sigma, 0, 128, SIGMA_PERCENTILES).map(Math.log1p);
  const { mean, deviation } = momentsOf(sigma);
  return [
    ...fitGeneralisedGaussian(data),
    ...fitNeighbourProducts(data, 0, 1), ...fitNeighbourProducts(data, 0, width), ...fitNeighbourProducts(data, 0, width + 1), ...fitNeighbourProducts(data, 0, width - 1),
    skew, Math.log1p(kurtosis), Math.log1p(mean), Math.log1p(deviation), ...spread,
  ];
}
