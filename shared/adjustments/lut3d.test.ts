import fc from 'fast-check';
import { lut3dPixel, sampleToLut3d } from './lut3d';
import { decodeLutTable, encodeLutTable } from './lut-table';
import type { Rgb } from './pixel-map';

const channel = fc.double({ min: 0, max: 1, noNaN: true });
const colour = fc.tuple(channel, channel, channel);

function lookUp(map: (rgb: Rgb) => Rgb, rgb: Rgb, size: number): number[] {
  const pixel = Float64Array.from(rgb);
  lut3dPixel(sampleToLut3d(map, size))(pixel);
  return Array.from(pixel);
}

describe('lut3d', () => {
  it('is exact at the nodes of the grid, whatever the function', () => {
    const map = ([r, g, b]: Rgb): Rgb => [r * g, Math.abs(b - g), r > 0.5 ? 1 : 0];
    fc.assert(fc.property(fc.tuple(fc.nat(4), fc.nat(4), fc.nat(4)), ([r, g, b]) => {
      const node: Rgb = [r / 4, g / 4, b / 4];
      lookUp(map, node, 5).forEach((value, i) => { expect(value).toBeCloseTo(map(node)[i]!, 4); });
    }));
  });

  it('is exact for affine functions everywhere', () => {
    const map = ([r, g, b]: Rgb): Rgb => [0.2 + 0.3 * r + 0.1 * g + 0.4 * b, 1 - g, 0.5 * r + 0.5 * b];
    fc.assert(fc.property(colour, (rgb) => {
      lookUp(map, rgb, 3).forEach((value, i) => { expect(value).toBeCloseTo(map(rgb)[i]!, 4); });
    }));
  });

  it('keeps greys grey and stays between the values of the cell', () => {
    const map = ([r, g, b]: Rgb): Rgb => [r ** 2, g ** 2, b ** 2];
    fc.assert(fc.property(channel, (grey) => {
      const [red, green, blue] = lookUp(map, [grey, grey, grey], 5);
      expect(green).toBeCloseTo(red!, 9);
      expect(blue).toBeCloseTo(red!, 9);
      expect(red).toBeGreaterThanOrEqual(grey ** 2 - 1e-4);
    }));
  });

  it('packs tables as little-endian 16-bit words, red fastest', () => {
    expect(encodeLutTable(new Float32Array([0, 1, 0x1234 / 65535, -1, 2]))).toBe(Buffer.from([0, 0, 255, 255, 0x34, 0x12, 0, 0, 255, 255]).toString('base64'));
    const { table } = sampleToLut3d((rgb) => rgb, 2);
    expect(Array.from(decodeLutTable(table)).slice(0, 6)).toEqual([0, 0, 0, 1, 0, 0]);
  });
});
