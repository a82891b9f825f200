import { bradfordAdaptation, chromaticityToXyz, D65, D65_XYZ } from '@photocrafter/shared/pixels/chromatic-adaptation';
import { miredToXy, xyToMired } from '@photocrafter/shared/pixels/colour-temperature';
import { invertMatrix, multiplyMatrices, transformVector, type Matrix3 } from '@photocrafter/shared/pixels/matrix3';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { compileTransfer } from '@photocrafter/shared/pixels/transfer';
import type { Random } from '@photocrafter/shared/random/seeded-random';

/** What went wrong between scene and file. Units: EV, mired, Duv, shares. */
interface Shot {
  readonly exposureEv: number;
  /** scene light, in units of what the picture shows as white, at which the sensor is full */
  readonly sensorWhite: number;
  readonly lights: readonly [Matrix3, Matrix3];
  readonly noise: number;
  /** the camera's or the user's own lift afterwards, EV: it raises the noise with the shadows */
  readonly liftEv: number;
  readonly slope: number;
  readonly colour: number;
}

/** How strongly a rendering rolls highlights off: scene light s is shown as s / (1 - SHOULDER + SHOULDER s). */
const SHOULDER = 0.55;
const MID_GREY = 0.4587;

/**
 * Draws a fault as a camera makes it. The finished photo is taken back to scene light (inverse shoulder), lit by a wrong illuminant (Bradford;
 * sometimes two, from left to right), exposed wrongly onto a sensor that clips, lifted with its noise, rendered through the shoulder with a
 * camera's own contrast and colour, and rounded to 8 bits. The way back is therefore never an exact inverse (training.md, section 3).
 */
export function drawCameraFault(random: Random): (image: FloatImage) => FloatImage {
  const either = (size: number): number => size * (2 * random() - 1);
  const chance = (share: number): boolean => random() < share;
  const mired = chance(0.5) ? either(55) : 0, duv = mired !== 0 && chance(0.5) ? either(0.012) : 0;
  const main = [mired, duv] as const;
  const other = chance(0.12) ? [mired + either(40), duv] as const : main;
  const shot = {
    exposureEv: chance(0.65) ? either(2) : 0,
    sensorWhite: 0.9 + 1.1 * random(),
    noise: chance(0.5) ? 0.004 * random() : 0,
    liftEv: chance(0.25) ? 1.2 * random() : 0,
    slope: chance(0.5) ? 1 + either(0.3) : 1,
    colour: chance(0.5) ? 1 + either(0.35) : 1,
  };
  return (image) => expose(image, { ...shot, lights: [lightOf(main, image), lightOf(other, image)] }, random);
}

function lightOf([mired, duv]: readonly [number, number], { encoding: { rgbToXyz } }: FloatImage): Matrix3 {
  const white = xyToMired(D65);
  const target = miredToXy({ mired: Math.max(90, white.mired + mired), duv: white.duv + duv });
  return multiplyMatrices(invertMatrix(rgbToXyz), multiplyMatrices(bradfordAdaptation(D65_XYZ, chromaticityToXyz(target)), rgbToXyz));
}

function expose(image: FloatImage, shot: Shot, random: Random): FloatImage {
  const { toLinearFast, toEncodedFast } = compileTransfer(image.encoding);
  const { width, data: source } = image;
  const gain = 2 ** shot.exposureEv, lift = 2 ** shot.liftEv;
  const data = new Float32Array(source.length);
  const render = (light: number): number => {
    const shown = Math.max(0, light) / (1 - SHOULDER + SHOULDER * Math.max(0, light));
    return MID_GREY + (toEncodedFast(Math.min(1, shown)) - MID_GREY) * shot.slope;
  };
  for (let i = 0, p = 0; p < data.length; i++, p += 3) {
    const scene = [0, 1, 2].map((c) => { const shown = toLinearFast(source[p + c]!); return (shown * (1 - SHOULDER)) / (1 - SHOULDER * shown); });
    const mix = (i % width) / width;
    const [first, second] = shot.lights.map((light) => transformVector(light, [scene[0]!, scene[1]!, scene[2]!]));
    const rgb = [0, 1, 2].map((c) => {
      const caught = Math.min(shot.sensorWhite, gain * (first![c]! * (1 - mix) + second![c]! * mix));
      const grain = shot.noise * Math.sqrt(Math.max(0.02, caught)) * 2 * (random() + random() + random() - 1.5);
      return render(lift * (caught + grain));
    });
    const luma = 0.2126 * rgb[0]! + 0.7152 * rgb[1]! + 0.0722 * rgb[2]!;
    for (let c = 0; c < 3; c++) data[p + c] = Math.round(255 * Math.min(1, Math.max(0, luma + (rgb[c]! - luma) * shot.colour))) / 255;
  }
  return { ...image, data };
}
