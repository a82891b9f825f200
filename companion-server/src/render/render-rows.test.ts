import fc from 'fast-check';
import { evaluateLayers } from '@photocrafter/shared/adjustments/evaluate';
import type { AdjustmentLayer } from '@photocrafter/shared/adjustments/adjustment';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { maxSample, type BitDepth, type ChannelCount, type Raster, type SampleArray } from '@photocrafter/shared/pixels/pixel-buffer';
import { arbitraryLayers } from './arbitrary-layers.fixture';
import { compileProgram } from './compile-program';
import { renderFloat, renderRows } from './render-rows';

/** Levels that the renderer may differ from the reference. */
const ALLOWED = { 8: 1, 16: 8, 32: 8 / 65535 } as const;
const ARRAYS = { 8: Uint8Array, 16: Uint16Array, 32: Float32Array } as const;

const raster: fc.Arbitrary<Raster> = fc
  .record({
    size: fc.oneof(fc.constant([1, 1]), fc.constant([1, 37]), fc.constant([41, 1]), fc.tuple(fc.integer({ min: 1, max: 23 }), fc.integer({ min: 1, max: 60 }))),
    channels: fc.constantFrom<ChannelCount>(1, 2, 3, 4),
    depth: fc.constantFrom<BitDepth>(8, 16, 32),
    seed: fc.integer(),
  })
  .map(({ size: [width, height], channels, depth, seed }) => {
    const description = { width: width!, height: height!, channels, depth };
    return { ...description, data: noise(width! * height! * channels, depth, seed) };
  });

/** Noise with many exact blacks, whites and greys, where clamps and hues have their corners. */
function noise(count: number, depth: BitDepth, seed: number): SampleArray {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  let value = 0;
  const samples = new ARRAYS[depth](count);
  for (let i = 0; i < count; i++) {
    const kind = next();
    if (kind > 0.3) value = kind < 0.35 ? 0 : kind < 0.4 ? 1 : next();
    samples[i] = depth === 32 ? value : Math.round(value * maxSample(depth));
  }
  return samples;
}

/** The reference result at the picture's depth, not rounded, alpha kept. */
function reference({ width, height, channels, depth, data }: Raster, layers: readonly AdjustmentLayer[]): number[] {
  const colours = channels < 3 ? [0, 0, 0] : [0, 1, 2];
  const max = maxSample(depth);
  const input = Float32Array.from({ length: width * height * 3 }, (_, i) => data[Math.floor(i / 3) * channels + colours[i % 3]!]! / max);
  const result = evaluateLayers(layers, { width, height, data: input, encoding: SRGB }).data;
  return Array.from(data, (sample, i) => {
    const at = Math.floor(i / channels) * 3;
    const channel = i % channels;
    if (channels % 2 === 0 && channel === channels - 1) return sample;
    const value = channels < 3 ? 0.2126 * result[at]! + 0.7152 * result[at + 1]! + 0.0722 * result[at + 2]! : result[at + channel]!;
    return value * max;
  });
}

function render(picture: Raster, layers: readonly AdjustmentLayer[], rowsPerStrip = picture.height): SampleArray {
  const passes = compileProgram(layers);
  const data = picture.data.slice();
  const stride = picture.width * picture.channels;
  for (let y = 0; y < picture.height; y += rowsPerStrip) renderRows(data.subarray(y * stride, (y + rowsPerStrip) * stride), y, passes, picture);
  return data;
}

describe('renderRows', () => {
  it('means what evaluateLayers means, at every depth and channel count', () => {
    fc.assert(fc.property(raster, arbitraryLayers, (picture, layers) => {
      const expected = reference(picture, layers);
      const result = render(picture, layers);
      const worst = expected.reduce((max, value, i) => Math.max(max, Math.abs(value - result[i]!)), 0);
      // rounding alone moves an integer by half a level
      expect(worst).toBeLessThanOrEqual(ALLOWED[picture.depth] + (picture.depth === 32 ? 0 : 0.5));
    }), { numRuns: 250 });
  });

  it('follows the lightness of single hue ranges, right through 0 degrees', () => {
    const reds = { beginRamp: 315, beginSustain: 345, endSustain: 15, endRamp: 45, hue: 12, saturation: -30, lightness: 40 };
    const blues = { beginRamp: 195, beginSustain: 225, endSustain: 255, endRamp: 285, hue: -8, saturation: 50, lightness: -60 };
    const layer: AdjustmentLayer = {
      name: 'ranges', stepId: 'a', opacity: 1,
      adjustment: { kind: 'hueSaturation', hue: 3, saturation: 5, lightness: 2, colorize: false, ranges: [reds, blues] },
    };
    const picture: Raster = { width: 100, height: 100, channels: 3, depth: 16, data: noise(100 * 100 * 3, 16, 5) };
    const expected = reference(picture, [layer]);
    const result = render(picture, [layer]);
    expect(expected.reduce((max, value, i) => Math.max(max, Math.abs(value - result[i]!)), 0)).toBeLessThanOrEqual(ALLOWED[16]);
  });

  it('gives the same bits at any strip height', () => {
    fc.assert(fc.property(raster, arbitraryLayers, fc.integer({ min: 1, max: 60 }), (picture, layers, rowsPerStrip) => {
      expect(render(picture, layers, rowsPerStrip)).toEqual(render(picture, layers));
    }), { numRuns: 100 });
  });

  it('keeps alpha bit for bit', () => {
    fc.assert(fc.property(raster.filter(({ channels }) => channels % 2 === 0), arbitraryLayers, (picture, layers) => {
      const alphaOf = (data: SampleArray): number[] => Array.from(data).filter((_, i) => i % picture.channels === picture.channels - 1);
      expect(alphaOf(render(picture, layers))).toEqual(alphaOf(picture.data));
    }), { numRuns: 100 });
  });
});

describe('rounding and range', () => {
  const identity: AdjustmentLayer = { name: 'identity', stepId: 'a', opacity: 1, adjustment: { kind: 'channelMatrix', matrix: [0, 1, 0, 1, 0, 0, 0, 0, 1], offset: [0, 0, 0] } };
  const lift = (offset: number): AdjustmentLayer => ({ ...identity, adjustment: { kind: 'channelMatrix', matrix: [1, 0, 0, 0, 1, 0, 0, 0, 1], offset: [offset, offset, offset] } });

  it.each([[0.4999, 10], [0.5001, 11]])('rounds half up: %d of a level over 10 gives %i', (part, expected) => {
    const picture: Raster = { width: 1, height: 1, channels: 3, depth: 8, data: Uint8Array.of(10, 10, 10) };
    expect(Array.from(render(picture, [lift(part / 255)]))).toEqual([expected, expected, expected]);
  });

  it('keeps every integer sample exactly through float and back', () => {
    const data = Uint16Array.from({ length: 65536 * 3 }, (_, i) => Math.floor(i / 3));
    const picture: Raster = { width: 256, height: 256, channels: 3, depth: 16, data };
    expect(render(picture, [identity])).toEqual(data);
  });

  it('clamps float samples, NaN to black', () => {
    const picture: Raster = { width: 1, height: 1, channels: 3, depth: 32, data: Float32Array.of(NaN, -1, 2) };
    expect(Array.from(render(picture, [identity]))).toEqual([0, 0, 1]);
  });
});

describe('renderFloat', () => {
  it('equals the reference and leaves its input alone', () => {
    fc.assert(fc.property(arbitraryLayers, fc.integer(), (layers, seed) => {
      const image = { width: 9, height: 7, encoding: SRGB, data: Float32Array.from(noise(9 * 7 * 3, 32, seed)) };
      const before = image.data.slice();
      const result = renderFloat(image, layers);
      const expected = evaluateLayers(layers, image);
      expect(expected.data.reduce((max, value, i) => Math.max(max, Math.abs(value - result.data[i]!)), 0)).toBeLessThanOrEqual(ALLOWED[32]);
      expect(image.data).toEqual(before);
      expect(result.encoding).toBe(SRGB);
    }), { numRuns: 50 });
  });
});
