/** Interleaved RGB (`pixels` of them) to three planes at the start of `target`. */
export function toPlanes(rgb: Float32Array, pixels: number, target: Float32Array): void {
  for (let i = 0, p = 0; i < pixels; i++, p += 3) {
    target[i] = rgb[p]!;
    target[pixels + i] = rgb[p + 1]!;
    target[2 * pixels + i] = rgb[p + 2]!;
  }
}

/** Three planes to interleaved RGB. */
export function fromPlanes(planes: Float32Array, pixels: number): Float32Array {
  const rgb = new Float32Array(3 * pixels);
  for (let i = 0, p = 0; i < pixels; i++, p += 3) {
    rgb[p] = planes[i]!;
    rgb[p + 1] = planes[pixels + i]!;
    rgb[p + 2] = planes[2 * pixels + i]!;
  }
  return rgb;
}

/** Mean of a square window of `2 * radius + 1`, clipped at the border; two running sums, so the cost does not grow with the radius. */
export function boxMean(plane: Float32Array, width: number, height: number, radius: number): Float32Array {
  const rows = new Float32Array(plane.length), result = new Float32Array(plane.length);
  for (let y = 0; y < height; y++) slide(plane, rows, y * width, 1, width, radius);
  for (let x = 0; x < width; x++) slide(rows, result, x, width, height, radius);
  return result;
}

function slide(source: Float32Array, target: Float32Array, start: number, step: number, length: number, radius: number): void {
  let sum = 0;
  for (let i = 0; i < Math.min(radius, length); i++) sum += source[start + i * step]!;
  for (let i = 0; i < length; i++) {
    if (i + radius < length) sum += source[start + (i + radius) * step]!;
    if (i - radius - 1 >= 0) sum -= source[start + (i - radius - 1) * step]!;
    target[start + i * step] = sum / (Math.min(length - 1, i + radius) - Math.max(0, i - radius) + 1);
  }
}
