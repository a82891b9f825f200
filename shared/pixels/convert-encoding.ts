import type { ColourEncoding } from './colour-encoding';
import { invertMatrix, multiplyMatrices, transformVector } from './matrix3';
import { createFloatImage, type FloatImage } from './pixel-buffer';
import { compileTransfer } from './transfer';

/** The same colours in another RGB encoding, through linear light; what lies outside its gamut leaves 0..1 and is not clipped here. */
export function convertEncoding(image: FloatImage, encoding: ColourEncoding): FloatImage {
  if (image.encoding === encoding) return image;
  const matrix = multiplyMatrices(invertMatrix(encoding.rgbToXyz), image.encoding.rgbToXyz);
  const { toLinearFast } = compileTransfer(image.encoding);
  const { toEncodedFast } = compileTransfer(encoding);
  const result = createFloatImage(image.width, image.height, encoding);
  for (let i = 0; i < image.data.length; i += 3) {
    const linear = transformVector(matrix, [toLinearFast(image.data[i]!), toLinearFast(image.data[i + 1]!), toLinearFast(image.data[i + 2]!)]);
    for (let c = 0; c < 3; c++) result.data[i + c] = toEncodedFast(linear[c]!);
  }
  return result;
}
