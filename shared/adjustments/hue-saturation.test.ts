import fc from 'fast-check';
import type { HueRange, HueSaturationAdjustment } from './adjustment';
import { hueSaturationPixel } from './hue-saturation';

const NEUTRAL: HueSaturationAdjustment = { kind: 'hueSaturation', hue: 0, saturation: 0, lightness: 0, colorize: false, ranges: [] };
const REDS: HueRange = { beginRamp: 315, beginSustain: 345, endSustain: 15, endRamp: 45, hue: 0, saturation: 0, lightness: 0 };

/** 8-bit values in and out. */
function apply(changes: Partial<HueSaturationAdjustment>, colour: readonly number[]): number[] {
  const rgb = Float64Array.from(colour, (value) => value / 255);
  hueSaturationPixel({ ...NEUTRAL, ...changes })(rgb);
  return Array.from(rgb, (value) => Math.round(255 * value));
}

describe('hueSaturationPixel', () => {
  it.each<[string, Partial<HueSaturationAdjustment>, number[], number[]]>([
    ['saturation -100 is grey', { saturation: -100 }, [200, 100, 50], [125, 125, 125]],
    ['saturation +50 doubles the distance from grey', { saturation: 50 }, [150, 120, 130], [165, 105, 125]],
    ['saturation stops at the purest colour', { saturation: 90 }, [150, 50, 100], [200, 0, 100]],
    ['lightness +50 goes half way to white', { lightness: 50 }, [205, 55, 155], [230, 155, 205]],
    ['lightness -40 scales', { lightness: -40 }, [200, 100, 50], [120, 60, 30]],
    ['lightness comes before saturation', { lightness: 50, saturation: 50 }, [140, 120, 120], [203, 183, 183]],
    ['hue -120 turns', { hue: -120 }, [30, 200, 90], [200, 90, 30]],
    ['colorize replaces hue and saturation', { colorize: true, hue: 0, saturation: 50 }, [20, 100, 180], [150, 50, 50]],
    ['colorize shifts lightness first', { colorize: true, hue: 240, saturation: 100, lightness: -50 }, [255, 255, 255], [0, 0, 255]],
    ['a range darkens towards the smallest channel', { ranges: [{ ...REDS, lightness: -50 }] }, [200, 100, 100], [150, 100, 100]],
    ['a range lightens towards the largest', { ranges: [{ ...REDS, lightness: 50 }] }, [200, 100, 100], [200, 150, 150]],
    ['a range leaves other hues alone', { ranges: [{ ...REDS, saturation: -100 }] }, [100, 100, 200], [100, 100, 200]],
    // hue 30 degrees: half way down the ramp
    ['a range fades out over its ramp', { ranges: [{ ...REDS, saturation: -100 }] }, [200, 100, 0], [150, 100, 50]],
    ['ranges cannot take away more than everything', { ranges: [{ ...REDS, saturation: -80 }, { ...REDS, saturation: -80 }] }, [200, 100, 100], [150, 150, 150]],
  ])('%s', (_, changes, input, output) => {
    apply(changes, input).forEach((value, i) => { expect(Math.abs(value - output[i]!)).toBeLessThanOrEqual(1); });
  });

  it('never touches greys by hue, saturation or ranges', () => {
    const slider = (size: number): fc.Arbitrary<number> => fc.integer({ min: -size, max: size });
    const changes = fc.record({ hue: slider(180), saturation: slider(100), range: fc.record({ hue: slider(180), saturation: slider(100), lightness: slider(100) }) });
    fc.assert(fc.property(changes, fc.integer({ min: 0, max: 255 }), ({ hue, saturation, range }, grey) => {
      expect(apply({ hue, saturation, ranges: [{ ...REDS, ...range }] }, [grey, grey, grey])).toEqual([grey, grey, grey]);
    }));
  });
});
