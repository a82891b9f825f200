/** Box blur of `radius` cells, three passes of which come close to a Gaussian; edges repeat. */
export function smoothGrid(values: Float32Array, width: number, height: number, radius: number): Float32Array {
  let current = values;
  for (let pass = 0; pass < 3; pass++) {
    current = boxPass(current, width, height, radius, 1, width);
    current = boxPass(current, height, width, radius, width, 1);
  }
  return current;
}

/** One-dimensional running mean along `step`; lines lie `lineStep` apart. */
function boxPass(values: Float32Array, length: number, lines: number, radius: number, step: number, lineStep: number): Float32Array {
  const result = new Float32Array(values.length);
  const last = length - 1;
  for (let line = 0; line < lines; line++) {
    const base = line * lineStep;
    let sum = 0;
    for (let i = -radius; i <= radius; i++) sum += values[base + Math.min(last, Math.max(0, i)) * step]!;
    for (let i = 0; i < length; i++) {
      result[base + i * step] = sum / (2 * radius + 1);
      sum += values[base + Math.min(last, i + radius + 1) * step]! - values[base + Math.max(0, i - radius) * step]!;
    }
  }
  return result;
}

/** Bilinear resampling of a plane of samples from one size to another (sample centres, edges repeat). */
export function resampleGrid(values: Float32Array, width: number, height: number, toWidth: number, toHeight: number): Float32Array {
  const result = new Float32Array(toWidth * toHeight);
  for (let y = 0; y < toHeight; y++) {
    const sy = Math.min(height - 1, Math.max(0, ((y + 0.5) * height) / toHeight - 0.5));
    const y0 = Math.floor(sy);
    const y1 = Math.min(height - 1, y0 + 1);
    for (let x = 0; x < toWidth; x++) {
      const sx = Math.min(width - 1, Math.max(0, ((x + 0.5) * width) / toWidth - 0.5));
      const x0 = Math.floor(sx);
      const x1 = Math.min(width - 1, x0 + 1);
      const top = values[y0 * width + x0]! * (1 - (sx - x0)) + values[y0 * width + x1]! * (sx - x0);
      const bottom = values[y1 * width + x0]! * (1 - (sx - x0)) + values[y1 * width + x1]! * (sx - x0);
      result[y * toWidth + x] = top * (1 - (sy - y0)) + bottom * (sy - y0);
    }
  }
  return result;
}
