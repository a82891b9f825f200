import type { CurveChannel, CurvePoint, CurvesAdjustment } from '../adjustments/adjustment';
import { compileCurve } from '../adjustments/curves';
import { clampUnit, type ChannelMaps, type ScalarMap } from '../adjustments/pixel-map';

/** Photoshop's limit. */
const MAX_POINTS = 16;
/** Levels out of 255 at which a fit is good enough: half of what 8 bits can show. */
const ENOUGH = 0.25;

/**
 * Points whose natural spline follows a monotone function of an encoded sample: starts from the ends of the part that is not
 * clipped and adds the point of the largest error until that is below a quarter level or 16 points are used. Inputs are whole
 * numbers, since files store them so; outputs keep their fraction.
 */
export function fitCurve(map: ScalarMap): readonly CurvePoint[] {
  const target = Array.from({ length: 256 }, (_, input) => 255 * clampUnit(map(input / 255)));
  const firstChange = target.findIndex((value) => value !== target[0]!);
  const inputs = firstChange < 0 ? [0, 255] : [firstChange - 1, target.indexOf(target[255]!)];
  for (;;) {
    const points = inputs.map((input) => ({ input, output: target[input]! }));
    const worst = worstInput(compileCurve(points), target, inputs);
    if (worst === undefined || inputs.length === MAX_POINTS) return points;
    inputs.push(worst);
    inputs.sort((a, b) => a - b);
  }
}

/** Fits one curve per channel; channels that stay as they are get none. */
export function fitCurves(maps: ChannelMaps): CurvesAdjustment {
  const names = ['red', 'green', 'blue'] as const satisfies readonly CurveChannel[];
  return { kind: 'curves', channels: Object.fromEntries(maps.map((map, i) => [names[i]!, fitCurve(map)])) };
}

/** Fits one curve for all channels. */
export function fitCompositeCurve(map: ScalarMap): CurvesAdjustment {
  return { kind: 'curves', channels: { composite: fitCurve(map) } };
}

function worstInput(curve: ScalarMap, target: readonly number[], taken: readonly number[]): number | undefined {
  let worst: number | undefined;
  let largest = ENOUGH;
  for (let input = 0; input <= 255; input++) {
    const error = Math.abs(255 * curve(input / 255) - target[input]!);
    if (error > largest && !taken.includes(input)) {
      largest = error;
      worst = input;
    }
  }
  return worst;
}
