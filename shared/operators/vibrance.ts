import { sampleToLut3d } from '../adjustments/lut3d';
import { mapPixels } from '../adjustments/evaluate';
import { clampUnit, type Rgb } from '../adjustments/pixel-map';
import type { ColourEncoding } from '../pixels/colour-encoding';
import { labToLinear, linearToLab } from '../pixels/lab';
import { compileTransfer } from '../pixels/transfer';
import { defineOperator } from './operator';

/** Chroma gain of a barely coloured pixel at amount 100. */
const LARGEST_GAIN = 0.8;
/** CIELAB chroma at which the gain has fallen to 1/e: about that of a vivid, natural colour. */
const CHROMA_SCALE = 45;
/** Hue angle of human skin of every complexion in CIELAB, and how far around it is spared (Xiao et al. 2017: 35 to 75 degrees). */
const SKIN_HUE = 55;
const SKIN_WIDTH = 25;
/** The share of the gain that skin is spared. */
const SKIN_SPARED = 0.6;

/** Saturation for muted colours: the more chroma a colour has, the less it changes; skin hues change least. Lightness and hue stay (CIELAB). */
export const vibrance = defineOperator({
  id: 'vibrance',
  version: 1,
  label: 'Vibrance',
  params: { amount: { kind: 'number', label: 'Vibrance', unit: '%', min: -100, max: 100, step: 1, default: 0 } },
  space: 'perceptual',
  tolerance: { meanDeltaE: 0.3, p95DeltaE: 1 },
  apply(image, { amount }) {
    const map = vibranceMap(amount, image.encoding);
    return mapPixels(image, (rgb) => rgb.set(map([rgb[0]!, rgb[1]!, rgb[2]!])));
  },
  lower: ({ amount }, encoding) => (amount === 0 ? [] : [{ adjustment: sampleToLut3d(vibranceMap(amount, encoding)) }]),
  examples: [{ params: { amount: 60 }, input: [0.5, 0.5, 0.5], output: [0.5, 0.5, 0.5], tolerance: 1e-3 }],
});

function vibranceMap(amount: number, encoding: ColourEncoding): (rgb: Rgb) => Rgb {
  const { toLinear, toEncoded } = compileTransfer(encoding);
  return ([red, green, blue]) => {
    const [lightness, a, b] = linearToLab(encoding, toLinear(red), toLinear(green), toLinear(blue));
    const chroma = Math.hypot(a, b);
    const gain = 1 + (amount / 100) * LARGEST_GAIN * Math.exp(-chroma / CHROMA_SCALE) * (1 - SKIN_SPARED * skinWeight(a, b));
    const light = labToLinear(encoding, lightness, gain * a, gain * b);
    return [toEncoded(clampUnit(light[0])), toEncoded(clampUnit(light[1])), toEncoded(clampUnit(light[2]))];
  };
}

/** 1 at the hue of skin, falling smoothly (Gaussian) on both sides. */
function skinWeight(a: number, b: number): number {
  const hue = (Math.atan2(b, a) * 180) / Math.PI;
  return Math.exp(-0.5 * ((hue - SKIN_HUE) / SKIN_WIDTH) ** 2);
}
