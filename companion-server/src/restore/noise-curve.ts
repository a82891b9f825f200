import type { CurvePoint } from '@photocrafter/shared/adjustments/adjustment';
import { boxMean } from './planes';
import type { LevelPlane } from './level-network';

/** Brightness is taken over this radius, so that noise does not steer its own removal. */
const RADIUS = 3;

/**
 * The level plane of a denoiser: the noise deviation that belongs to the brightness around each pixel.
 * @param curve noise by brightness, both in 8-bit levels 0..255, ascending; straight lines between the points, level beyond them
 * @returns deviation 0..1
 */
export function noiseLevel(curve: readonly CurvePoint[]): LevelPlane {
  const table = Float32Array.from({ length: 256 }, (_, level) => deviationAt(curve, level) / 255);
  return ({ width, height, data }) => {
    const brightness = new Float32Array(width * height);
    for (let i = 0, p = 0; i < brightness.length; i++, p += 3) brightness[i] = (data[p]! + data[p + 1]! + data[p + 2]!) / 3;
    const smooth = boxMean(brightness, width, height, RADIUS);
    return smooth.map((value) => table[Math.max(0, Math.min(255, Math.round(255 * value)))]!);
  };
}

/** Deviation in 8-bit levels at a brightness 0..255. */
export function deviationAt(curve: readonly CurvePoint[], level: number): number {
  const next = curve.findIndex(({ input }) => input >= level);
  if (next === -1) return curve.at(-1)?.output ?? 0;
  const after = curve[next]!, before = curve[next - 1];
  if (before === undefined || after.input === before.input) return after.output;
  return before.output + ((after.output - before.output) * (level - before.input)) / (after.input - before.input);
}
