import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { compileTransfer } from '@photocrafter/shared/pixels/transfer';
import type { Random } from '@photocrafter/shared/random/seeded-random';

/** The faults of training.md section 2, drawn uniformly within their ranges. Units: EV, then shares of a full slider. */
export interface FaultParameters {
  readonly exposureEv: number; readonly contrast: number; readonly highlights: number; readonly shadows: number;
  readonly temperature: number; readonly tint: number; readonly saturation: number;
}
export const NO_FAULT: FaultParameters = { exposureEv: 0, contrast: 0, highlights: 0, shadows: 0, temperature: 0, tint: 0, saturation: 0 };
const RANGES: FaultParameters = { exposureEv: 2, contrast: 0.7, highlights: 0.7, shadows: 0.7, temperature: 0.45, tint: 0.2, saturation: 0.6 };

/**
 * A: each of seven faults with p = 0.5. A2: exposure only. A3: white balance only. B: clean. mild: mixed faults of about half
 * the size on finished photos (section 4). camera: a sensor that clips first, a shoulder, noise in the shadows and 8 bits; no mixed light, no JPEG.
 */
export const PROTOCOLS = ['A', 'A2', 'A3', 'B', 'mild', 'camera'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** Each fault of the mild protocol is drawn with this chance and size; the input's mean CIEDE2000 is then near the study's 5.1. */
const MILD_CHANCE = 0.6;
const MILD_SIZE = 0.55;

export function drawFault(protocol: Protocol, random: Random): FaultParameters {
  const drawn = Object.fromEntries(Object.entries(RANGES).map(([name, size]) => [name, { hit: random(), value: size * (2 * random() - 1) }])) as Record<keyof FaultParameters, { hit: number; value: number }>;
  const pick = (chance: number, scale: number, names = Object.keys(RANGES) as (keyof FaultParameters)[]): FaultParameters =>
    ({ ...NO_FAULT, ...Object.fromEntries(names.map((name) => [name, drawn[name].hit < chance ? scale * drawn[name].value : 0])) });
  switch (protocol) {
    case 'A': return pick(0.5, 1);
    case 'A2': return pick(1, 1, ['exposureEv']);
    case 'A3': return pick(1, 1, ['temperature', 'tint']);
    case 'B': return NO_FAULT;
    case 'mild': return pick(MILD_CHANCE, MILD_SIZE);
    case 'camera': return pick(0.7, 0.8, ['exposureEv', 'temperature', 'tint', 'contrast', 'saturation']);
  }
}

/** Gains per unit of temperature and tint: A3 then has the study's mean CIEDE2000 of about 5.4. */
const TEMPERATURE_GAIN = 1.03;
const TINT_GAIN = 0.72;
const MID_GREY = 0.46;
/** Light at which the camera protocol's sensor is full: what lies above is lost before any exposure drop. */
const SENSOR_WHITE = 0.92;

/**
 * Damages a clean photo: white balance and exposure in linear light, then contrast (a logistic about mid-grey), the ends of the scale,
 * saturation (away from luma), and rounding to 8 bits. `camera` clips at the sensor before the exposure drop and adds shadow noise.
 */
export function degrade(image: FloatImage, fault: FaultParameters, protocol: Protocol, random: Random): FloatImage {
  const { toLinear, toEncoded } = compileTransfer(image.encoding);
  const [, , , lr, lg, lb] = image.encoding.rgbToXyz;
  const gains = [Math.exp(fault.temperature * TEMPERATURE_GAIN), Math.exp(-fault.tint * TINT_GAIN), Math.exp(-fault.temperature * TEMPERATURE_GAIN)];
  const white = lr * gains[0]! + lg * gains[1]! + lb * gains[2]!;
  const light = 2 ** fault.exposureEv;
  const camera = protocol === 'camera';
  const data = new Float32Array(image.data.length);
  const slope = 1 + 0.5 * fault.contrast, logitMid = Math.log(MID_GREY / (1 - MID_GREY));
  for (let p = 0; p < data.length; p += 3) {
    const rgb = [0, 1, 2].map((c) => {
      const scene = toLinear(image.data[p + c]!) * (gains[c]! / white);
      const exposed = camera ? shoulder((Math.min(SENSOR_WHITE, scene) / SENSOR_WHITE) * light) + shadowNoise(scene * light, random) : Math.min(1, scene * light);
      let value = Math.min(1, Math.max(0, toEncoded(Math.max(0, exposed))));
      if (fault.contrast !== 0) {
        const inside = Math.min(0.9999, Math.max(0.0001, value));
        value = 1 / (1 + Math.exp(-(logitMid + (Math.log(inside / (1 - inside)) - logitMid) * slope)));
      }
      return value + 0.48 * (fault.highlights * value * value * (1 - value) + fault.shadows * value * (1 - value) ** 2);
    });
    const luma = toEncoded(Math.max(0, lr * toLinear(rgb[0]!) + lg * toLinear(rgb[1]!) + lb * toLinear(rgb[2]!)));
    for (let c = 0; c < 3; c++) data[p + c] = Math.round(255 * Math.min(1, Math.max(0, luma + (rgb[c]! - luma) * (1 + fault.saturation)))) / 255;
  }
  return { ...image, data };
}

/** A camera's roll-off: straight to 0.8, then bending so that twice white still is below 1. */
function shoulder(light: number): number {
  return light < 0.8 ? light : 0.8 + 0.2 * (1 - Math.exp(-(light - 0.8) / 0.2));
}

/** Read noise that an underexposed file shows when it is lifted; sum of uniforms, near Gaussian. */
function shadowNoise(light: number, random: Random): number {
  return 0.002 * Math.sqrt(Math.max(0.05, light)) * (random() + random() + random() - 1.5);
}
