import { D65, xyzToChromaticity } from '../pixels/chromatic-adaptation';
import { xyToMired, type ColourTemperature } from '../pixels/colour-temperature';
import { transformVector, type Vector3 } from '../pixels/matrix3';
import { compileTransfer } from '../pixels/transfer';
import type { PhotometricPlanes, Weights } from './attribute';
import { measuredOnce } from './measured-once';

/** What a neutral picture measures, since every encoding's R = G = B is D65: 153.8 mired, Duv 0.0032. */
export const NEUTRAL_WHITE: ColourTemperature = xyToMired(D65);

/** Mid-tones by L*: darker is noise, brighter is about to clip. */
const MIDTONES = [15, 95] as const;
/** Half width of the gate in stops of R/G and B/G, first around neutral (wide), then around the estimate. */
const FIRST_GATE_STOPS = 0.8;
const GATE_STOPS = 0.35;
const REFINEMENTS = 2;
/** Fewer near-neutral pixels than this share cannot tell the white. */
const MINIMUM_SHARE = 0.02;
/** A white needs no more samples than this; a larger picture is read with a stride. */
const MAX_SAMPLES = 1 << 17;

/**
 * The white that the picture seems to be lit by. Shades of grey (Finlayson and Trezzi 2004, Minkowski p = 6) over unclipped mid-tones
 * whose colour lies near neutral, then twice again over those near the estimate: a large coloured area loses its say, and a cast
 * moves gate and answer together. HIGHER mired = WARMER picture. Undefined when too few pixels are near neutral.
 */
export const estimateWhite = measuredOnce<ColourTemperature | undefined>((planes, weights) => {
  let white: Vector3 = [1, 1, 1];
  for (let round = 0; round <= REFINEMENTS; round++) {
    const next = shadesOfGrey(planes, white, round === 0 ? FIRST_GATE_STOPS : GATE_STOPS, weights);
    if (next === undefined) return undefined;
    white = next;
  }
  return xyToMired(xyzToChromaticity(transformVector(planes.image.encoding.rgbToXyz, white)));
});

/** Minkowski mean of the linear RGB of pixels whose R/G and B/G lie within `gateStops` of those of `around`. */
function shadesOfGrey(planes: PhotometricPlanes, around: Vector3, gateStops: number, weights?: Weights): Vector3 | undefined {
  const { image: { data, encoding }, lightness, usable } = planes;
  const { toLinearFast } = compileTransfer(encoding);
  const gate = 2 ** gateStops;
  const [redGreen, blueGreen] = [around[0] / around[1], around[2] / around[1]];
  const [redLow, redHigh, blueLow, blueHigh] = [redGreen / gate, redGreen * gate, blueGreen / gate, blueGreen * gate];
  let total = 0, inside = 0, sumRed = 0, sumGreen = 0, sumBlue = 0;
  const stride = Math.ceil(lightness.length / MAX_SAMPLES);
  for (let i = 0, p = 0; i < lightness.length; i += stride, p += 3 * stride) {
    const weight = weights ? weights[i]! : 1;
    total += weight;
    if (usable[i] === 0 || lightness[i]! < MIDTONES[0] || lightness[i]! > MIDTONES[1]) continue;
    const red = toLinearFast(data[p]!), green = toLinearFast(data[p + 1]!), blue = toLinearFast(data[p + 2]!);
    if (red < green * redLow || red > green * redHigh || blue < green * blueLow || blue > green * blueHigh) continue;
    inside += weight;
    sumRed += weight * sixthPower(red); sumGreen += weight * sixthPower(green); sumBlue += weight * sixthPower(blue);
  }
  if (!(inside > 0) || inside < MINIMUM_SHARE * total) return undefined;
  return [sumRed ** (1 / 6), sumGreen ** (1 / 6), sumBlue ** (1 / 6)];
}

function sixthPower(value: number): number {
  const cubed = value * value * value;
  return cubed * cubed;
}
