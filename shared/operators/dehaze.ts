import { mapPixels } from '../adjustments/evaluate';
import { perChannel, type ChannelMaps, type ScalarMap } from '../adjustments/pixel-map';
import type { ColourEncoding } from '../pixels/colour-encoding';
import { compileTransfer } from '../pixels/transfer';
import { fitCurves } from './fit-curve';
import { defineOperator, type NumberParam } from './operator';

/** At amount 100 this share of the light counts as haze: a twentieth of the way to the omega = 0.95 of He et al. 2009 is left as safety. */
const LARGEST_VEIL = 0.9;
/** Slope that is left at black, so that darks are compressed rather than cut off. */
const TOE_SLOPE = 0.2;

const airlight = (label: string): NumberParam => ({ kind: 'number', label, unit: '%', min: 40, max: 100, step: 1, default: 92 });

/**
 * The global part of haze removal: I = J t + A (1 - t) (Koschmieder) solved for J with one transmission t for the whole picture,
 * in linear light and per channel, so that the airlight's colour A (encoded, in percent) leaves with it. Negative adds haze.
 */
export const dehaze = defineOperator({
  id: 'dehaze',
  version: 1,
  label: 'Dehaze',
  params: {
    amount: { kind: 'number', label: 'Dehaze', unit: '%', min: -50, max: 60, step: 1, default: 0 },
    airlightRed: airlight('Airlight red'), airlightGreen: airlight('Airlight green'), airlightBlue: airlight('Airlight blue'),
  },
  space: 'linear',
  tolerance: { meanDeltaE: 0.2, p95DeltaE: 0.6 },
  apply: (image, params) => mapPixels(image, perChannel(hazeMaps(params, image.encoding))),
  lower: (params, encoding) => (params.amount === 0 ? [] : [{ adjustment: fitCurves(hazeMaps(params, encoding)) }]),
  examples: [
    { params: { amount: 40, airlightRed: 90, airlightGreen: 90, airlightBlue: 90 }, input: [0.9, 0.9, 0.9], output: [0.9, 0.9, 0.9], tolerance: 2e-2 },
    { params: { amount: 40 }, input: [0, 0, 0], output: [0, 0, 0] },
  ],
});

interface Haze { readonly amount: number; readonly airlightRed: number; readonly airlightGreen: number; readonly airlightBlue: number }

function hazeMaps({ amount, airlightRed, airlightGreen, airlightBlue }: Haze, encoding: ColourEncoding): ChannelMaps {
  const { toLinear, toEncoded } = compileTransfer(encoding);
  const density = (LARGEST_VEIL * Math.abs(amount)) / 100;
  const channel = (airlightPercent: number): ScalarMap => {
    const veil = toLinear(airlightPercent / 100) * density;
    const light = amount < 0
      ? (value: number): number => value * (1 - density) + veil
      : (value: number): number => subtractSoftly(value, veil) / (1 - density);
    return (value) => toEncoded(Math.min(light(toLinear(value)), 1));
  };
  return [channel(airlightRed), channel(airlightGreen), channel(airlightBlue)];
}

/** light - veil for bright light, through 0 at 0 with slope TOE_SLOPE: the positive root s of s^2 - (light - v) s - k v light = 0, v = veil / (1 - k). */
function subtractSoftly(light: number, veil: number): number {
  const shifted = veil / (1 - TOE_SLOPE);
  const difference = light - shifted;
  return (difference + Math.sqrt(difference * difference + 4 * TOE_SLOPE * shifted * light)) / 2;
}
