import { encodedToLab } from '../pixels/lab';
import type { FloatImage } from '../pixels/pixel-buffer';

/** Xue et al. 2014 (GMSD): 170 on a 0..255 scale, here for lightness 0..1. */
const STABILITY = 170 / 255 ** 2;
const SCALES = 4;
/** A gradient needs neighbours on both sides; a coarser scale smaller than this says nothing. */
const MINIMUM_SIDE = 3;

interface Plane { readonly width: number; readonly height: number; readonly data: Float32Array }

/**
 * Multi-scale gradient structural similarity, 0..1, 1 for equal pictures: the mean similarity of Prewitt gradient magnitudes of L* (Xue
 * et al. 2014) over up to four octaves. An even shift of lightness or colour keeps it at 1; lost or invented structure lowers it. It stands
 * where a perceptual network (LPIPS) would, and is none. RangeError when sizes differ; undefined below 3 x 3 pixels.
 */
export function gradientStructuralSimilarity(first: FloatImage, second: FloatImage): number | undefined {
  if (first.width !== second.width || first.height !== second.height) throw new RangeError('pictures of different size');
  let [p, q] = [lightnessPlane(first), lightnessPlane(second)];
  let sum = 0, scales = 0;
  while (scales < SCALES && Math.min(p.width, p.height) >= MINIMUM_SIDE) {
    sum += gradientSimilarity(p, q);
    scales++;
    [p, q] = [halve(p), halve(q)];
  }
  return scales > 0 ? sum / scales : undefined;
}

function lightnessPlane(image: FloatImage): Plane {
  const { lightness } = encodedToLab(image);
  return { width: image.width, height: image.height, data: lightness.map((value) => value / 100) };
}

function gradientSimilarity(p: Plane, q: Plane): number {
  const { width, height } = p;
  const { sqrt } = Math;
  let sum = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let i = y * width + 1; i < (y + 1) * width - 1; i++) {
      const g = squaredGradient(p.data, i, width), h = squaredGradient(q.data, i, width);
      sum += (2 * sqrt(g * h) + STABILITY) / (g + h + STABILITY);
    }
  }
  return sum / ((width - 2) * (height - 2));
}

/** Prewitt, each side averaged over three neighbours. */
function squaredGradient(d: Float32Array, i: number, width: number): number {
  const up = i - width, down = i + width;
  const x = (d[up + 1]! + d[i + 1]! + d[down + 1]! - d[up - 1]! - d[i - 1]! - d[down - 1]!) / 3;
  const y = (d[down - 1]! + d[down]! + d[down + 1]! - d[up - 1]! - d[up]! - d[up + 1]!) / 3;
  return x * x + y * y;
}

function halve({ width, height, data }: Plane): Plane {
  const [w, h] = [width >> 1, height >> 1];
  const half = new Float32Array(w * h);
  for (let y = 0, o = 0; y < h; y++) {
    for (let i = 2 * y * width, x = 0; x < w; x++, i += 2) half[o++] = (data[i]! + data[i + 1]! + data[i + width]! + data[i + width + 1]!) / 4;
  }
  return { width: w, height: h, data: half };
}
