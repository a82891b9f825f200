import { createFloatImage, type FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { compileTransfer } from '@photocrafter/shared/pixels/transfer';

/** The critic's statistics need no more than this; a quarter of the proxy's pixels keeps it fast. */
const ANALYSIS_SIDE = 512;

/** Reduces a proxy by a whole factor, averaging in linear light, so that its long side is at most `longSide`; smaller ones come back as they are. */
export function analysisImage(proxy: FloatImage, longSide = ANALYSIS_SIDE): FloatImage {
  const factor = Math.ceil(Math.max(proxy.width, proxy.height) / longSide);
  const width = Math.floor(proxy.width / factor);
  const height = Math.floor(proxy.height / factor);
  if (factor <= 1 || width < 1 || height < 1) return proxy;
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
