import { mapPixels } from '../adjustments/evaluate';
import { sampleToLut3d } from '../adjustments/lut3d';
import { clampUnit, type ChannelMaps, type Rgb } from '../adjustments/pixel-map';
import { bradfordAdaptation, chromaticityToXyz, D65, D65_XYZ } from '../pixels/chromatic-adaptation';
import type { ColourEncoding } from '../pixels/colour-encoding';
import { miredToXy, xyToMired } from '../pixels/colour-temperature';
import { invertMatrix, multiplyMatrices, transformVector, type Matrix3 } from '../pixels/matrix3';
import { compileTransfer } from '../pixels/transfer';
import { fitCurves } from './fit-curve';
import { defineOperator } from './operator';

/** Tint steps per unit of Duv, the scale of raw developers (Adobe DNG SDK). */
export const TINT_PER_DUV = 3000;

/** Curves stay editable in every host, but cannot mix channels: stronger shifts than these become a table, which can. */
const CURVES_REACH = { miredShift: 60, tint: 50 } as const;

/**
 * Moves the picture's white along the black-body locus (`miredShift`, positive looks warmer) and across it (`tint`, positive is
 * magenta), by chromatic adaptation in linear light (Bradford, ICC.1:2022 annex E). The luminance of neutrals is kept.
 */
export const whiteBalance = defineOperator({
  id: 'white-balance',
  version: 1,
  label: 'White balance',
  params: {
    miredShift: { kind: 'number', label: 'Temperature', unit: 'mired', min: -100, max: 100, step: 1, default: 0 },
    tint: { kind: 'number', label: 'Tint', unit: '', min: -100, max: 100, step: 1, default: 0 },
  },
  space: 'linear',
  // At both ends of the curves' reach together, where much leaves the gamut; up to 30 mired and 25 of tint the mean stays below 0.7.
  tolerance: { meanDeltaE: 2.1, p95DeltaE: 7 },
  apply(image, { miredShift, tint }) {
    const adapt = adaptColour(adaptation(miredShift, tint, image.encoding), image.encoding);
    return mapPixels(image, (rgb) => { rgb.set(adapt([rgb[0]!, rgb[1]!, rgb[2]!])); });
  },
  lower({ miredShift, tint }, encoding) {
    if (miredShift === 0 && tint === 0) return [];
    const matrix = adaptation(miredShift, tint, encoding);
    const withinReach = Math.abs(miredShift) <= CURVES_REACH.miredShift && Math.abs(tint) <= CURVES_REACH.tint;
    return [{ adjustment: withinReach ? fitCurves(neutralMaps(matrix, encoding)) : sampleToLut3d(adaptColour(matrix, encoding)) }];
  },
  examples: [
    { params: { miredShift: 30 }, input: [0, 0, 0], output: [0, 0, 0] },
    { params: { miredShift: 30 }, input: [0.5, 0.5, 0.5], output: [0.5253, 0.4966, 0.4542] },
    { params: { tint: 30 }, input: [0.5, 0.5, 0.5], output: [0.5301, 0.4879, 0.5255] },
  ],
});

/** The change as a matrix on linear RGB. */
function adaptation(miredShift: number, tint: number, { rgbToXyz }: ColourEncoding): Matrix3 {
  const white = xyToMired(D65);
  const target = miredToXy({ mired: white.mired + miredShift, duv: white.duv - tint / TINT_PER_DUV });
  const adapt = bradfordAdaptation(D65_XYZ, chromaticityToXyz(target));
  return multiplyMatrices(invertMatrix(rgbToXyz), multiplyMatrices(adapt, rgbToXyz));
}

function adaptColour(matrix: Matrix3, encoding: ColourEncoding): (rgb: Rgb) => Rgb {
  const { toLinear, toEncoded } = compileTransfer(encoding);
  return ([red, green, blue]) => {
    const light = transformVector(matrix, [toLinear(red), toLinear(green), toLinear(blue)]);
    return [toEncoded(clampUnit(light[0])), toEncoded(clampUnit(light[1])), toEncoded(clampUnit(light[2]))];
  };
}

/**
 * What the matrix does to neutrals, channel by channel: the curves that a host gets. The matrix also mixes channels a little;
 * a channel matrix on encoded values after the curves was tried and brings natural colours no nearer.
 */
function neutralMaps(matrix: Matrix3, encoding: ColourEncoding): ChannelMaps {
  const { toLinear, toEncoded } = compileTransfer(encoding);
  const gains = transformVector(matrix, [1, 1, 1]);
  const channel = (gain: number) => (value: number): number => toEncoded(gain * toLinear(value));
  return [channel(gains[0]), channel(gains[1]), channel(gains[2])];
}
