import type { CurveChannel, CurvePoint, CurvesAdjustment } from '@photocrafter/shared/adjustments/adjustment';
import { channelReference, CUSTOM, DEFAULT, type Expected, type Realised } from './realised';

/** Recorded [R]: 0..255 also in 16-bit documents; points are whole numbers there. */
export function realiseCurves({ channels }: CurvesAdjustment): Realised {
  const entries = (Object.keys(channels) as CurveChannel[]).map((channel) => ({ channel, points: wholePoints(channels[channel] ?? []) }));
  return {
    blank: { _obj: 'curves', presetKind: DEFAULT },
    values: {
      _obj: 'curves', presetKind: CUSTOM,
      adjustment: entries.map(({ channel, points }) => ({
        _obj: 'curvesAdjustment', channel: channelReference(channel), curve: points.map(({ input, output }) => ({ _obj: 'paint', horizontal: input, vertical: output })),
      })),
    },
    expect: entries.flatMap(({ points }, i) => points.flatMap(({ input, output }, at): Expected[] => [
      { path: ['adjustment', i, 'curve', at, 'horizontal'], value: input, tolerance: 0.5 },
      { path: ['adjustment', i, 'curve', at, 'vertical'], value: output, tolerance: 0.5 },
    ])),
  };
}

/** Of points that fall on the same input the last one stays. */
function wholePoints(points: readonly CurvePoint[]): readonly CurvePoint[] {
  const level = (value: number): number => Math.round(Math.min(255, Math.max(0, value)));
  return [...new Map(points.map(({ input, output }) => [level(input), level(output)]))].map(([input, output]) => ({ input, output }));
}
