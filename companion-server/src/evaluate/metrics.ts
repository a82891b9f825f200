import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';

/** Peak signal-to-noise ratio in dB over all RGB samples, encoded, peak 1. Infinity for equal pictures. */
export function psnr(a: FloatImage, b: FloatImage): number {
  checkSize(a, b);
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += (a.data[i]! - b.data[i]!) ** 2;
  return sum === 0 ? Infinity : -10 * Math.log10(sum / a.data.length);
}

const RADIUS = 5;
const SIGMA = 1.5;
const C1 = 0.01 ** 2;
const C2 = 0.03 ** 2;

/**
 * Structural similarity (Wang et al. 2004): 11 x 11 Gaussian window, sigma 1.5, K1 0.01, K2 0.03, on Rec.601 luma 0..1, no
 * downsampling, mean over windows that lie inside the picture. Smaller pictures than a window answer by one global window.
 */
export function ssim(a: FloatImage, b: FloatImage): number {
  checkSize(a, b);
  const { width, height } = a;
  const [x, y] = [luma(a), luma(b)];
  if (width <= 2 * RADIUS || height <= 2 * RADIUS) return globalSsim(x, y);
  const blur = (plane: Float64Array): Float64Array => gaussian(plane, width, height);
  const [mx, my] = [blur(x), blur(y)];
  const [xx, yy, xy] = [blur(x.map((v) => v * v)), blur(y.map((v) => v * v)), blur(x.map((v, i) => v * y[i]!))];
  let sum = 0, count = 0;
  for (let row = RADIUS; row < height - RADIUS; row++) {
    for (let column = RADIUS; column < width - RADIUS; column++) {
      const i = row * width + column;
      sum += similarity(mx[i]!, my[i]!, xx[i]! - mx[i]! ** 2, yy[i]! - my[i]! ** 2, xy[i]! - mx[i]! * my[i]!);
      count++;
    }
  }
  return sum / count;
}

function similarity(mx: number, my: number, vx: number, vy: number, cov: number): number {
  return ((2 * mx * my + C1) * (2 * cov + C2)) / ((mx * mx + my * my + C1) * (vx + vy + C2));
}

function globalSsim(x: Float64Array, y: Float64Array): number {
  const mean = (plane: Float64Array): number => plane.reduce((sum, v) => sum + v, 0) / plane.length;
  const [mx, my] = [mean(x), mean(y)];
  return similarity(mx, my, mean(x.map((v) => (v - mx) ** 2)), mean(y.map((v) => (v - my) ** 2)), mean(x.map((v, i) => (v - mx) * (y[i]! - my))));
}

function luma({ data, width, height }: FloatImage): Float64Array {
  return Float64Array.from({ length: width * height }, (_, i) => 0.299 * data[3 * i]! + 0.587 * data[3 * i + 1]! + 0.114 * data[3 * i + 2]!);
}

const WINDOW = Array.from({ length: 2 * RADIUS + 1 }, (_, i) => Math.exp(-((i - RADIUS) ** 2) / (2 * SIGMA * SIGMA)));
const WINDOW_SUM = WINDOW.reduce((sum, v) => sum + v, 0);

/** Separable; only samples whose window lies inside are right, the rest is not read. */
function gaussian(plane: Float64Array, width: number, height: number): Float64Array {
  const rows = new Float64Array(plane.length), result = new Float64Array(plane.length);
  for (let i = 0; i < plane.length; i++) {
    let sum = 0;
    for (let k = -RADIUS; k <= RADIUS; k++) sum += WINDOW[k + RADIUS]! * (plane[i + k] ?? 0);
    rows[i] = sum / WINDOW_SUM;
  }
  for (let i = RADIUS * width; i < (height - RADIUS) * width; i++) {
    let sum = 0;
    for (let k = -RADIUS; k <= RADIUS; k++) sum += WINDOW[k + RADIUS]! * rows[i + k * width]!;
    result[i] = sum / WINDOW_SUM;
  }
  return result;
}

function checkSize(a: FloatImage, b: FloatImage): void {
  if (a.width !== b.width || a.height !== b.height) throw new RangeError(`pictures of different size: ${a.width} x ${a.height} and ${b.width} x ${b.height}`);
}
