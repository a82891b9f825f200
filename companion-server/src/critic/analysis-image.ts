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
  const result = createFloatImage(width, height, proxy.encoding);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let dy = 0; dy < factor; dy++) {
          const row = ((y * factor + dy) * proxy.width + x * factor) * 3 + c;
          for (let dx = 0; dx < factor; dx++) sum += toLinearFast(proxy.data[row + 3 * dx]!);
        }
        result.data[(y * width + x) * 3 + c] = toEncodedFast(sum / (factor * factor));
      }
    }
  }
  return result;
}
