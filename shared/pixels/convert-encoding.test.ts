import { DISPLAY_P3, PROPHOTO, SRGB } from './colour-encoding';
import { convertEncoding } from './convert-encoding';
import { encodedToLab } from './lab';
import type { FloatImage } from './pixel-buffer';

const picture: FloatImage = { width: 8, height: 1, data: Float32Array.from({ length: 24 }, (_, i) => ((i * 7) % 24) / 24), encoding: SRGB };

describe('convertEncoding', () => {
  it.each([[DISPLAY_P3], [PROPHOTO]])('keeps colours on the way to $name and back', (encoding) => {
    const there = convertEncoding(picture, encoding);
    const [a, b] = [encodedToLab(picture), encodedToLab(there)];
    a.lightness.forEach((value, i) => { expect(b.lightness[i]).toBeCloseTo(value, 1); });
    a.a.forEach((value, i) => { expect(Math.abs(b.a[i]! - value)).toBeLessThan(0.3); });
    convertEncoding(there, SRGB).data.forEach((value, i) => { expect(value).toBeCloseTo(picture.data[i]!, 3); });
  });
  it('hands the picture back when nothing has to change', () => {
    expect(convertEncoding(picture, SRGB)).toBe(picture);
  });
});
