import type { CurveChannel, LevelsAdjustment, LevelsRange } from './adjustment';
import { clampUnit, type ChannelMaps, type ScalarMap } from './pixel-map';

const identity: ScalarMap = (value) => value;

/** One levels range on an encoded sample 0..1: t = (v - black) / (white - black) clamped, t^(1/gamma), scaled to the output range. */
export function levelsFunction(range: LevelsRange): ScalarMap {
  const black = range.inputBlack / 255;
  const inputSpan = Math.max((range.inputWhite - range.inputBlack) / 255, 1e-6);
  const outputBlack = range.outputBlack / 255;
  const outputSpan = (range.outputWhite - range.outputBlack) / 255;
  const power = 1 / Math.min(Math.max(range.gamma, 0.01), 9.99);
  return (value) => clampUnit(outputBlack + outputSpan * clampUnit((value - black) / inputSpan) ** power);
}

/** The three channel functions of a levels adjustment: the channel's own range first, then the composite one, as Photoshop does. */
export function compileLevels({ channels }: LevelsAdjustment): ChannelMaps {
  const composite = channels.composite === undefined ? identity : levelsFunction(channels.composite);
  const chain = (channel: CurveChannel): ScalarMap => {
    const range = channels[channel];
    if (range === undefined) return composite;
    const own = levelsFunction(range);
    return (value) => composite(own(value));
  };
  return [chain('red'), chain('green'), chain('blue')];
}
