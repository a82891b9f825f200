import type { ProxyImage } from '../../host/host-adapter';

/** At most `count` pixels, evenly chosen, R G B A. */
export function evenly({ data }: ProxyImage, count: number): Uint8ClampedArray {
  const stride = Math.max(1, Math.floor(data.length / 4 / count));
  const chosen = new Uint8ClampedArray(Math.floor(data.length / 4 / stride) * 4);
  for (let at = 0; at < chosen.length; at += 4) chosen.set(data.subarray(at * stride, at * stride + 4), at);
  return chosen;
}

/** A draft: one pixel of each n x n. */
export function everyNth(image: ProxyImage, n: number): ProxyImage {
  if (n === 1) return image;
  const width = Math.max(1, Math.floor(image.width / n));
  const height = Math.max(1, Math.floor(image.height / n));
  const from = new Uint32Array(image.data.buffer, image.data.byteOffset, image.width * image.height);
  const to = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) to[y * width + x] = from[y * n * image.width + x * n]!;
  return { width, height, data: new Uint8ClampedArray(to.buffer) };
}

/** The colours of present-source.ts. */
export function markClipped({ width, height, data }: ProxyImage): ProxyImage {
  const marked = new Uint8ClampedArray(data);
  for (let at = 0; at < data.length; at += 4) {
    const high = Math.max(data[at]!, data[at + 1]!, data[at + 2]!);
    if (high === 255) marked.set([237, 41, 56], at);
    else if (high === 0) marked.set([41, 107, 245], at);
  }
  return { width, height, data: marked };
}
