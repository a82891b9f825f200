import { encodedToLab } from '../pixels/lab';
import type { FloatImage } from '../pixels/pixel-buffer';
import { deltaE2000 } from './ciede2000';

/** How far two pictures lie apart. `mean`, `p95`, `max` are CIEDE2000; `mean76` is the mean Euclidean distance in Lab. */
export interface DeltaEStats {
  readonly mean: number;
  readonly p95: number;
  readonly max: number;
  readonly mean76: number;
  /** mean of second minus first in L*, a*, b*: tells a drift from scatter */
  readonly signedMean: readonly [number, number, number];
}

/**
 * Compares two pictures of equal size pixel by pixel in CIE L*a*b* (D65); their encodings may differ. Meant for proxies of
 * at most 2 megapixels (about 0.5 s each). RangeError when the sizes differ.
 */
export function deltaEStats(first: FloatImage, second: FloatImage): DeltaEStats {
  if (first.width !== second.width || first.height !== second.height) throw new RangeError('pictures of different size');
  const p = encodedToLab(first), q = encodedToLab(second);
  const { sqrt } = Math;
  const differences = new Float32Array(p.lightness.length);
  let sum = 0, sum76 = 0, sumL = 0, sumA = 0, sumB = 0;
  for (let i = 0; i < differences.length; i++) {
    const L1 = p.lightness[i]!, a1 = p.a[i]!, b1 = p.b[i]!, L2 = q.lightness[i]!, a2 = q.a[i]!, b2 = q.b[i]!;
    const dL = L2 - L1, da = a2 - a1, db = b2 - b1;
    const difference = dL === 0 && da === 0 && db === 0 ? 0 : deltaE2000(L1, a1, b1, L2, a2, b2);
    differences[i] = difference;
    sum += difference;
    sum76 += sqrt(dL * dL + da * da + db * db);
    sumL += dL; sumA += da; sumB += db;
  }
  const count = differences.length;
  differences.sort();
  // nearest rank: the smallest value that at least 95 % of the pixels do not exceed
  const p95 = differences[Math.ceil(0.95 * count) - 1]!;
  return { mean: sum / count, p95, max: differences[count - 1]!, mean76: sum76 / count, signedMean: [sumL / count, sumA / count, sumB / count] };
}
