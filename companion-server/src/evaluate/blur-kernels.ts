import { createFloatImage, type FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { compileTransfer } from '@photocrafter/shared/pixels/transfer';

/** A small convolution kernel; weights add up to one. */
export interface Kernel { readonly taps: readonly { readonly dx: number; readonly dy: number; readonly weight: number }[] }

/** A disk with a soft rim: defocus. */
export function diskKernel(radius: number): Kernel {
  const reach = Math.ceil(radius + 0.5);
  return kernelOf(reach, (x, y) => Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(x, y))));
}

export function gaussianKernel(sigma: number): Kernel {
  return kernelOf(Math.ceil(3 * sigma), (x, y) => Math.exp(-(x * x + y * y) / (2 * sigma * sigma)));
}

/** A straight line with a soft rim: a movement while the shutter was open. Degrees anticlockwise from horizontal. */
export function smearKernel(length: number, degrees: number): Kernel {
  const [ux, uy] = [Math.cos((degrees * Math.PI) / 180), -Math.sin((degrees * Math.PI) / 180)];
  return kernelOf(Math.ceil(length / 2 + 1), (x, y) => {
    const along = Math.abs(x * ux + y * uy), aside = Math.abs(x * uy - y * ux);
    return Math.min(1, Math.max(0, length / 2 + 0.5 - along)) * Math.max(0, 1 - aside);
  });
}

function kernelOf(reach: number, weightAt: (x: number, y: number) => number): Kernel {
  const taps = [];
  let total = 0;
  for (let dy = -reach; dy <= reach; dy++) for (let dx = -reach; dx <= reach; dx++) {
    const weight = weightAt(dx, dy);
    if (weight < 1e-6) continue;
    taps.push({ dx, dy, weight });
    total += weight;
  }
  return { taps: taps.map((tap) => ({ ...tap, weight: tap.weight / total })) };
}

/** Convolution in linear light, the border repeated. */
export function convolve(image: FloatImage, { taps }: Kernel): FloatImage {
  const { width, height, data } = image;
  const { toLinearFast, toEncodedFast } = compileTransfer(image.encoding);
  const linear = data.map(toLinearFast);
  const result = createFloatImage(width, height, image.encoding);
  for (const { dx, dy, weight } of taps) {
    for (let y = 0, i = 0; y < height; y++) {
      const row = Math.min(height - 1, Math.max(0, y + dy)) * width;
      for (let x = 0; x < width; x++, i += 3) {
        const from = 3 * (row + Math.min(width - 1, Math.max(0, x + dx)));
        result.data[i]! += weight * linear[from]!;
        result.data[i + 1]! += weight * linear[from + 1]!;
        result.data[i + 2]! += weight * linear[from + 2]!;
      }
    }
  }
  return { ...result, data: result.data.map(toEncodedFast) };
}
