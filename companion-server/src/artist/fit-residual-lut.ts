import { sampleToLut3d } from '@photocrafter/shared/adjustments/lut3d';
import type { Rgb } from '@photocrafter/shared/adjustments/pixel-map';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';

/** Pull towards the identity, per pixel: colours that the photo does not hold stay as they are. */
const RIDGE = 2e-3;

/** 1, r, g, b, their squares and products, their cubes: enough for a global tone network (41 dB, weights.md section 6). */
function terms([r, g, b]: Rgb): readonly number[] {
  return [1, r, g, b, r * r, g * g, b * b, r * g, r * b, g * b, r * r * r, g * g * g, b * b * b];
}

/**
 * The cubic colour map from `from` to `to` (same size, encoded, position by position), as a 33^3 table in base64.
 * Fitted as a correction of the identity, so that with nothing to explain the table is the identity.
 */
export function fitResidualLut(from: FloatImage, to: FloatImage): string {
  const size = 13, count = from.width * from.height;
  const normal = Array.from({ length: size }, () => new Float64Array(size + 3));
  for (let i = 0; i < count; i++) {
    const rgb: Rgb = [from.data[3 * i]!, from.data[3 * i + 1]!, from.data[3 * i + 2]!];
    const t = terms(rgb);
    for (let row = 0; row < size; row++) {
      const line = normal[row]!;
      for (let column = 0; column < size; column++) line[column]! += (t[row]! * t[column]!) / count;
      for (let c = 0; c < 3; c++) line[size + c]! += (t[row]! * (to.data[3 * i + c]! - rgb[c]!)) / count;
    }
  }
  for (let row = 0; row < size; row++) normal[row]![row]! += RIDGE;
  eliminate(normal, size);
  const coefficients = normal.map((line, row) => [0, 1, 2].map((c) => line[size + c]! / line[row]!));
  return sampleToLut3d((rgb) => {
    const t = terms(rgb);
    const channel = (c: number): number => Math.min(1, Math.max(0, rgb[c]! + t.reduce((sum, value, k) => sum + value * coefficients[k]![c]!, 0)));
    return [channel(0), channel(1), channel(2)];
  }).table;
}

/** Gauss-Jordan with pivoting, in place, right-hand sides carried along. */
export function eliminate(rows: Float64Array[], size: number): void {
  for (let i = 0; i < size; i++) {
    let pivot = i;
    for (let k = i + 1; k < size; k++) if (Math.abs(rows[k]![i]!) > Math.abs(rows[pivot]![i]!)) pivot = k;
    [rows[i], rows[pivot]] = [rows[pivot]!, rows[i]!];
    for (let k = 0; k < size; k++) {
      if (k === i) continue;
      const factor = rows[k]![i]! / rows[i]![i]!;
      if (factor !== 0) for (let j = i; j < rows[k]!.length; j++) rows[k]![j]! -= factor * rows[i]![j]!;
    }
  }
}
