/** One channel, row by row; whatever its unit is. */
export interface GreyPlane { readonly width: number; readonly height: number; readonly data: Float32Array }

/** Half the size (rounded down, at least 1 px) by the mean of 2 x 2 samples. */
export function halve({ width, height, data }: GreyPlane): GreyPlane {
  const w = Math.max(1, width >> 1), h = Math.max(1, height >> 1);
  const result = new Float32Array(w * h);
  const right = width > 1 ? 1 : 0, below = height > 1 ? width : 0;
  for (let y = 0; y < h; y++) {
    for (let x = 0, from = 2 * y * width; x < w; x++, from += 2) {
      result[y * w + x] = (data[from]! + data[from + right]! + data[from + below]! + data[from + below + right]!) / 4;
    }
  }
  return { width: w, height: h, data: result };
}

/** The 7-tap Gaussian of BRISQUE (sigma 7/6), normalised. */
const TAPS = ((): readonly number[] => {
  const raw = [-3, -2, -1, 0, 1, 2, 3].map((x) => Math.exp(-(x * x) / (2 * (7 / 6) ** 2)));
  const sum = raw.reduce((total, tap) => total + tap, 0);
  return raw.map((tap) => tap / sum);
})();

/** Separable Gaussian smoothing; beyond the border the border sample repeats. */
export function smooth(data: Float32Array, width: number, height: number): Float32Array {
  const [a, b, c, d] = TAPS as [number, number, number, number];
  const rows = new Float32Array(width * height), result = new Float32Array(width * height);
  const line = new Float32Array(width + 6);
  for (let y = 0, at = 0; y < height; y++, at += width) {
    line.set(data.subarray(at, at + width), 3);
    line.fill(data[at]!, 0, 3);
    line.fill(data[at + width - 1]!, width + 3);
    for (let x = 0; x < width; x++) rows[at + x] = d * line[x + 3]! + c * (line[x + 2]! + line[x + 4]!) + b * (line[x + 1]! + line[x + 5]!) + a * (line[x]! + line[x + 6]!);
  }
  const rowAt = (y: number): number => Math.min(height - 1, Math.max(0, y)) * width;
  for (let y = 0; y < height; y++) {
    const [p, q, r, s, t, u, v] = [-3, -2, -1, 0, 1, 2, 3].map((dy) => rowAt(y + dy)) as [number, number, number, number, number, number, number];
    for (let x = 0, at = y * width; x < width; x++) {
      result[at + x] = d * rows[s + x]! + c * (rows[r + x]! + rows[t + x]!) + b * (rows[q + x]! + rows[u + x]!) + a * (rows[p + x]! + rows[v + x]!);
    }
  }
  return result;
}
