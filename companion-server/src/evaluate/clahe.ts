import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';

const TILES = 8;
const BINS = 256;
/** A bin holds at most so many times its even share (Zuiderveld 1994; OpenCV's default of 2 is timid for darkness). */
const CLIP = 3;

/** Contrast-limited adaptive histogram equalisation of luma over 8 x 8 tiles; colour follows by ratio. */
export function clahe(image: FloatImage): FloatImage {
  const { width, height, data } = image;
  const luma = Float32Array.from({ length: width * height }, (_, i) => 0.299 * data[3 * i]! + 0.587 * data[3 * i + 1]! + 0.114 * data[3 * i + 2]!);
  const maps = Array.from({ length: TILES * TILES }, (_, tile) => tileMap(luma, width, height, tile % TILES, Math.floor(tile / TILES)));
  const result = new Float32Array(data.length);
  for (let y = 0, i = 0; y < height; y++) {
    const v = Math.min(TILES - 1, Math.max(0, (TILES * (y + 0.5)) / height - 0.5)), row = Math.min(TILES - 2, Math.floor(v)), fv = v - row;
    for (let x = 0; x < width; x++, i++) {
      const u = Math.min(TILES - 1, Math.max(0, (TILES * (x + 0.5)) / width - 0.5)), column = Math.min(TILES - 2, Math.floor(u)), fu = u - column;
      const bin = Math.min(BINS - 1, Math.floor(luma[i]! * BINS)), at = (r: number, c: number): number => maps[r * TILES + c]![bin]!;
      const mapped = (1 - fv) * ((1 - fu) * at(row, column) + fu * at(row, column + 1)) + fv * ((1 - fu) * at(row + 1, column) + fu * at(row + 1, column + 1));
      const gain = mapped / Math.max(luma[i]!, 1 / 255);
      for (let c = 0; c < 3; c++) result[3 * i + c] = Math.min(1, data[3 * i + c]! * gain);
    }
  }
  return { ...image, data: result };
}

function tileMap(luma: Float32Array, width: number, height: number, column: number, row: number): Float32Array {
  const histogram = new Float64Array(BINS);
  let count = 0;
  for (let y = Math.floor((row * height) / TILES); y < Math.floor(((row + 1) * height) / TILES); y++) {
    for (let x = Math.floor((column * width) / TILES); x < Math.floor(((column + 1) * width) / TILES); x++, count++) histogram[Math.min(BINS - 1, Math.floor(luma[y * width + x]! * BINS))]!++;
  }
  const most = (CLIP * count) / BINS;
  const cut = histogram.reduce((sum, value) => sum + Math.max(0, value - most), 0);
  let total = 0;
  return Float32Array.from(histogram, (value) => { total += Math.min(value, most) + cut / BINS; return total / Math.max(1, count); });
}
