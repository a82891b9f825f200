import { createFloatImage, type FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { compileTransfer } from '@photocrafter/shared/pixels/transfer';
import { oncePerPicture } from './once-per-picture';

/** The critic's statistics need no more than this; a quarter of the proxy's pixels keeps it fast. */
const ANALYSIS_SIDE = 512;

/** A picture's reductions by factor: several readers ask for the same one. */
const reductionsOf = oncePerPicture(() => new Map<number, FloatImage>());

/** Reduces a proxy by a whole factor, averaging in linear light, so that its long side is at most `longSide`; smaller ones come back as they are. */
export function analysisImage(proxy: FloatImage, longSide = ANALYSIS_SIDE): FloatImage {
  const factor = Math.ceil(Math.max(proxy.width, proxy.height) / longSide);
  if (factor <= 1 || proxy.width < factor || proxy.height < factor) return proxy;
  const reductions = reductionsOf(proxy);
  let reduced = reductions.get(factor);
  if (reduced === undefined) reductions.set(factor, reduced = reduce(proxy, factor));
  return reduced;
}

function reduce(proxy: FloatImage, factor: number): FloatImage {
  const width = Math.floor(proxy.width / factor), height = Math.floor(proxy.height / factor);
  const { toLinearFast, toEncodedFast } = compileTransfer(proxy.encoding);
  const { data } = proxy, result = createFloatImage(width, height, proxy.encoding);
  const sums = new Float32Array(width * 3), share = 1 / (factor * factor);
  for (let y = 0, to = 0; y < height; y++) {
    sums.fill(0);
    for (let row = y * factor; row < (y + 1) * factor; row++) {
      for (let out = 0, at = row * proxy.width * 3; out < sums.length; out += 3) {
        for (let dx = 0; dx < factor; dx++, at += 3) {
          sums[out]! += toLinearFast(data[at]!);
          sums[out + 1]! += toLinearFast(data[at + 1]!);
          sums[out + 2]! += toLinearFast(data[at + 2]!);
        }
      }
    }
    for (let i = 0; i < sums.length; i++) result.data[to++] = toEncodedFast(sums[i]! * share);
  }
  return result;
}
