import fc from 'fast-check';
import { xyzToChromaticity } from '../pixels/chromatic-adaptation';
import { DISPLAY_P3, SRGB } from '../pixels/colour-encoding';
import { xyToMired } from '../pixels/colour-temperature';
import { transformVector, type Vector3 } from '../pixels/matrix3';
import { compileTransfer } from '../pixels/transfer';
import { TINT_PER_DUV, whiteBalance } from './white-balance';

describe('white balance', () => {
  it('moves a grey by what its sliders say, and keeps its luminance', () => {
    const sliders = { miredShift: fc.integer({ min: -60, max: 60 }), tint: fc.integer({ min: -50, max: 50 }) };
    fc.assert(fc.property(fc.record(sliders), fc.constantFrom(SRGB, DISPLAY_P3), (params, encoding) => {
      const grey = { width: 1, height: 1, encoding, data: new Float32Array([0.5, 0.5, 0.5]) };
      const { toLinear } = compileTransfer(encoding);
      const xyz = (data: Float32Array): Vector3 => transformVector(encoding.rgbToXyz, [toLinear(data[0]!), toLinear(data[1]!), toLinear(data[2]!)]);
      const before = xyz(grey.data);
      const after = xyz(whiteBalance.apply(grey, params).data);
      const [from, to] = [before, after].map((colour) => xyToMired(xyzToChromaticity(colour)));
      expect(after[1]).toBeCloseTo(before[1], 4);
      expect(to!.mired - from!.mired).toBeCloseTo(params.miredShift, 0);
      expect((from!.duv - to!.duv) * TINT_PER_DUV).toBeCloseTo(params.tint, 0);
    }));
  });

  it('is curves where curves are near enough, and a table beyond', () => {
    const kinds = [{ miredShift: 60, tint: -50 }, { miredShift: 61, tint: 0 }, { miredShift: 0, tint: 51 }]
      .map((params) => whiteBalance.lower(params, SRGB).map(({ adjustment }) => adjustment.kind));
    expect(kinds).toEqual([['curves'], ['lut3d'], ['lut3d']]);
  });
});
