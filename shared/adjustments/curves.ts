import type { CurveChannel, CurvePoint, CurvesAdjustment } from './adjustment';
import { naturalSpline } from './natural-spline';
import { clampUnit, type ChannelMaps, type ScalarMap } from './pixel-map';

const identity: ScalarMap = (value) => value;

/**
 * One curve on an encoded sample 0..1: a natural cubic spline through points/255, held constant outside the first and last
 * point, clamped to 0..1. Points must have strictly increasing inputs. Fewer than two points are the identity.
 */
export function compileCurve(points: readonly CurvePoint[]): ScalarMap {
  if (points.length < 2) return identity;
  const spline = naturalSpline(points.map((point) => point.input / 255), points.map((point) => point.output / 255));
  return (value) => clampUnit(spline(value));
}

/** The three channel functions of a curves adjustment: the channel's own curve first, then the composite one, as Photoshop does. */
export function compileCurves({ channels }: CurvesAdjustment): ChannelMaps {
  const composite = compileCurve(channels.composite ?? []);
  const chain = (channel: CurveChannel): ScalarMap => {
    const points = channels[channel];
    if (points === undefined) return composite;
    const own = compileCurve(points);
    return (value) => composite(own(value));
  };
  return [chain('red'), chain('green'), chain('blue')];
}
