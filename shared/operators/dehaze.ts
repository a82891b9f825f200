import { mapPixels } from '../adjustments/evaluate';
import { perChannel, type ChannelMaps, type ScalarMap } from '../adjustments/pixel-map';
import type { ColourEncoding } from '../pixels/colour-encoding';
import { compileTransfer } from '../pixels/transfer';
import { fitCurves } from './fit-curve';
import { defineOperator, type NumberParam } from './operator';

/** The share of the airlight that amount 100 would take away; He et al. 2009 (dark channel prior) leave a little for depth, omega = 0.95. */
const LARGEST_VEIL = 0.95;
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
    { params: { amount: 40, airlightRed: 90, airlightGreen: 90, airlightBlue: 90 }, input: [0.9, 0.9, 0.9], output: [0.9, 0.9, 0.9] },
    { params: { amount: 40 }, input: [0, 0, 0], output: [0, 0, 0] },
  ],
});

interface Haze { readonly amount: number; readonly airlightRed: number; readonly airlightGreen: number; readonly airlightBlue: number }

function hazeMaps({ amount, airlightRed, airlightGreen, airlightBlue }: Haze, encoding: ColourEncoding): ChannelMaps {
  const { toLinear, toEncoded } = compileTransfer(encoding);
  const transmission = 1 - (LARGEST_VEIL * Math.abs(amount)) / 100;
  const channel = (airlightPercent: number): ScalarMap => {
    const light = toLinear(airlightPercent / 100);
    const map = amount < 0 ? addVeil(light, transmission) : removeVeil(light, transmission);
    return (value) => toEncoded(Math.min(map(toLinear(value)), 1));
  };
  return [channel(airlightRed), channel(airlightGreen), channel(airlightBlue)];
}

function addVeil(airlight: number, transmission: number): ScalarMap {
  return (light) => light * transmission + airlight * (1 - transmission);
}

/**
 * (light - veil) / t, but through black instead of below it: s t is the positive root of s^2 - (light - v) s - k v light = 0, a
 * hyperbola that leaves black with slope k = TOE_SLOPE. v is the veil, enlarged so that the airlight itself stays as it is.
 */
function removeVeil(airlight: number, transmission: number): ScalarMap {
  const veil = (airlight * (1 - transmission) * transmission) / (transmission - TOE_SLOPE);
  return (light) => {
    const difference = light - veil;
    return (difference + Math.sqrt(difference * difference + 4 * TOE_SLOPE * veil * light)) / (2 * transmission);
  };
}
