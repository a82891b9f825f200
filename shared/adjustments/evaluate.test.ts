import { AppError } from '../errors/app-error';
import { SRGB } from '../pixels/colour-encoding';
import type { FloatImage } from '../pixels/pixel-buffer';
import type { Adjustment, AdjustmentLayer } from './adjustment';
import { evaluateAdjustment, evaluateLayers } from './evaluate';
import { sampleToLut3d } from './lut3d';

type Colour = readonly [number, number, number];

function picture(...colours: Colour[]): FloatImage {
  return { width: colours.length, height: 1, data: Float32Array.from(colours.flat()), encoding: SRGB };
}

function layer(adjustment: Adjustment, changes: Partial<AdjustmentLayer> = {}): AdjustmentLayer {
  return { name: adjustment.kind, adjustment, opacity: 1, stepId: 's', ...changes };
}

const INVERT: Adjustment = { kind: 'curves', channels: { composite: [{ input: 0, output: 255 }, { input: 255, output: 0 }] } };
const RED_WITH_GREEN: Adjustment = { kind: 'channelMatrix', matrix: [0, 1, 0, 0, 1, 0, 0, 0, 1], offset: [0.1, 0, -0.5] };
const FULL_RANGE = { inputBlack: 0, inputWhite: 255, gamma: 1, outputBlack: 0, outputWhite: 255 };

/** Known answers, worked out by hand from each kind's formula. */
const ANSWERS: readonly (readonly [string, Adjustment, Colour, Colour])[] = [
  ['exposure doubles light', { kind: 'exposure', exposureEv: 2.2, offset: 0, gamma: 1 }, [0.25, 0.5, 0.75], [0.5, 1, 1]],
  ['exposure adds its offset in light, then its gamma', { kind: 'exposure', exposureEv: 0, offset: 0.25, gamma: 2 / 2.2 }, [0, 0, 1], [0.5, 0.5, 1]],
  ['exposure with a negative offset stops at black', { kind: 'exposure', exposureEv: 0, offset: -0.5, gamma: 1 }, [0.1, 0.2, 0], [0, 0, 0]],
  ['curves', INVERT, [0, 0.25, 1], [1, 0.75, 0]],
  // natural spline through (0,0), (1/2,3/4), (1,1): at 1/4 the chord 3/8 and the bend 3/32 x 1/2
  ['a curve is a natural spline', { kind: 'curves', channels: { green: [{ input: 0, output: 0 }, { input: 127.5, output: 191.25 }, { input: 255, output: 255 }] } }, [0.25, 0.25, 0.25], [0.25, 0.421875, 0.25]],
  ['a curve holds outside its points', { kind: 'curves', channels: { composite: [{ input: 51, output: 102 }, { input: 204, output: 153 }] } }, [0, 0.5, 1], [0.4, 0.5, 0.6]],
  ['the channel curve before the composite', { kind: 'curves', channels: { composite: INVERT.channels.composite!, red: [{ input: 0, output: 0 }, { input: 255, output: 127.5 }] } }, [0.2, 0.2, 0.2], [0.9, 0.8, 0.8]],
  ['levels', { kind: 'levels', channels: { composite: { inputBlack: 51, inputWhite: 255, gamma: 2, outputBlack: 0, outputWhite: 127.5 } } }, [0.2, 0.4, 1], [0, 0.25, 0.5]],
  ['levels of one channel', { kind: 'levels', channels: { blue: { ...FULL_RANGE, outputBlack: 51 } } }, [0, 0, 0], [0, 0, 0.2]],
  ['hue turns', { kind: 'hueSaturation', hue: 120, saturation: 0, lightness: 0, colorize: false, ranges: [] }, [0.8, 0.3, 0.2], [0.2, 0.8, 0.3]],
  ['channels mix', RED_WITH_GREEN, [0.9, 0.4, 0.2], [0.5, 0.4, 0]],
  ['a table is exact for linear maps', sampleToLut3d(([r, g, b]) => [1 - r, b, (g + r) / 2]), [0.2, 0.37, 0.911], [0.8, 0.911, 0.285]],
];

describe('evaluateAdjustment', () => {
  it.each(ANSWERS)('%s', (_, adjustment, input, output) => {
    const result = evaluateAdjustment(adjustment, picture(input));
    output.forEach((value, channel) => { expect(result.data[channel]).toBeCloseTo(value, 4); });
  });

  it('does not touch its input', () => {
    const image = picture([0.1, 0.2, 0.3]);
    evaluateAdjustment(INVERT, image);
    expect(image).toEqual(picture([0.1, 0.2, 0.3]));
  });

  it('refuses a table of the wrong length', () => {
    expect(() => evaluateAdjustment({ kind: 'lut3d', size: 33, table: 'AAAA' }, picture([0, 0, 0]))).toThrow(AppError);
  });

  it('takes new pixels from the resolver, if they fit', () => {
    const pixels = picture([0.9, 0.8, 0.7]);
    const adjustment: Adjustment = { kind: 'pixels', asset: 'abc' };
    expect(evaluateAdjustment(adjustment, picture([0, 0, 0]), () => pixels).data).toEqual(pixels.data);
    expect(() => evaluateAdjustment(adjustment, picture([0, 0, 0]))).toThrow(AppError);
    expect(() => evaluateAdjustment(adjustment, picture([0, 0, 0], [0, 0, 0]), () => pixels)).toThrow(AppError);
  });
});

describe('evaluateLayers', () => {
  it('returns the picture when there are none', () => {
    const image = picture([0.1, 0.2, 0.3]);
    expect(evaluateLayers([], image)).toBe(image);
  });

  it('blends by opacity times mask, on encoded values', () => {
    const mask = { kind: 'raster', width: 2, height: 1, data: 'AP8=', label: 'right' } as const;
    const result = evaluateLayers([layer(INVERT, { opacity: 0.5, mask })], picture([0, 0.2, 1], [0, 0.2, 1]));
    [0, 0.2, 1, 0.5, 0.5, 0.5].forEach((value, i) => { expect(result.data[i]).toBeCloseTo(value, 6); });
  });

  it('clamps between layers, bottom first', () => {
    const brighter: Adjustment = { kind: 'channelMatrix', matrix: [1, 0, 0, 0, 1, 0, 0, 0, 1], offset: [0.5, 0.5, 0.5] };
    const darker: Adjustment = { kind: 'channelMatrix', matrix: [1, 0, 0, 0, 1, 0, 0, 0, 1], offset: [-0.5, -0.5, -0.5] };
    expect(evaluateLayers([layer(brighter), layer(darker)], picture([0.75, 0.75, 0.75])).data[0]).toBe(0.5);
    expect(evaluateLayers([layer(darker), layer(brighter)], picture([0.75, 0.75, 0.75])).data[0]).toBe(0.75);
  });
});
