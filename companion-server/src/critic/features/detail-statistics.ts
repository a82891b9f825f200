import { momentsOf, percentilesBetween, percentilesOf } from './distribution';
import type { GreyPlane } from './grey-plane';

/** Gradient size and Laplacian of the inner pixels, and the second moments of the gradient. */
interface Derivatives { readonly width: number; readonly height: number; readonly gradient: Float32Array; readonly laplacian: Float32Array; readonly xx: number; readonly yy: number; readonly xy: number }

function derive({ width, height, data }: GreyPlane): Derivatives {
  const w = Math.max(0, width - 2), h = Math.max(0, height - 2);
  const gradient = new Float32Array(w * h), laplacian = new Float32Array(w * h);
  let xx = 0, yy = 0, xy = 0;
  for (let y = 0; y < h; y++) {
    for (let x = 0, at = (y + 1) * width + 1, to = y * w; x < w; x++, at++, to++) {
      const left = data[at - 1]!, right = data[at + 1]!, up = data[at - width]!, down = data[at + width]!;
      const dx = (right - left) / 2, dy = (down - up) / 2;
      gradient[to] = Math.sqrt(dx * dx + dy * dy);
      laplacian[to] = Math.abs(left + right + up + down - 4 * data[at]!);
      xx += dx * dx; yy += dy * dy; xy += dx * dy;
    }
  }
  return { width: w, height: h, gradient, laplacian, xx, yy, xy };
}

/** Root mean square of blocks of `side` px. */
function blockEnergies({ width, height }: Derivatives, values: Float32Array, side: number): number[] {
  const energies: number[] = [];
  for (let top = 0; top + side <= height; top += side) {
    for (let left = 0; left + side <= width; left += side) {
      let sum = 0;
      for (let y = top; y < top + side; y++) for (let at = y * width + left, end = at + side; at < end; at++) sum += values[at]! * values[at]!;
      energies.push(Math.sqrt(sum / (side * side)));
    }
  }
  return energies;
}

const TAIL = [0.25, 0.5, 0.75, 0.9, 0.97, 0.995];
const BLOCKS = [0.05, 0.25, 0.5, 0.75, 0.95, 0.999];

/** 31 numbers of one scale: how strong edges and finest detail are, over pixels and over blocks of an eighth of the frame's 256 px, and whether they run one way. */
export function detailStatistics(plane: GreyPlane): number[] {
  const derived = derive(plane);
  const { gradient, laplacian, xx, yy, xy } = derived;
  if (gradient.length === 0) return new Array<number>(31).fill(0);
  const side = Math.max(4, Math.round(Math.max(plane.width, plane.height) / 20));
  const total = xx + yy + 1e-6;
  const g = momentsOf(gradient), l = momentsOf(laplacian);
  const log = (values: readonly number[]): number[] => values.map((value) => Math.log1p(Math.max(0, value)));
  return [
    ...log(percentilesBetween(gradient, 0, 128, TAIL, 4096)), ...log(percentilesBetween(laplacian, 0, 256, TAIL, 4096)),
    ...log(percentilesOf(blockEnergies(derived, gradient, side), BLOCKS)), ...log(percentilesOf(blockEnergies(derived, laplacian, side), BLOCKS)),
    ...log([g.mean, l.mean, g.kurtosis, l.kurtosis]),
    (xx - yy) / total, (2 * xy) / total, Math.log((l.mean + 0.1) / (g.mean + 0.1)),
  ];
}

/** 10 numbers: shares of the rotation-invariant uniform local binary patterns (Ojala 2002) weighted by gradient (GWH-GLBP's idea). */
export function patternShares({ width, height, data }: GreyPlane): number[] {
  const shares = new Float64Array(10);
  let total = 1e-9;
  const around = [1, 1 - width, -width, -1 - width, -1, width - 1, width, width + 1];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1, at = y * width + 1; x < width - 1; x++, at++) {
      const centre = data[at]!;
      let ones = 0, changes = 0;
      let before = data[at + around[7]!]! >= centre;
      for (let k = 0; k < 8; k++) {
        const now = data[at + around[k]!]! >= centre;
        if (now) ones++;
        if (now !== before) changes++;
        before = now;
      }
      const weight = Math.abs(data[at + 1]! - data[at - 1]!) + Math.abs(data[at + width]! - data[at - width]!);
      shares[changes <= 2 ? ones : 9]! += weight;
      total += weight;
    }
  }
  return Array.from(shares, (share) => share / total);
}
