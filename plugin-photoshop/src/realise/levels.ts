import type { CurveChannel, LevelsAdjustment } from '@photocrafter/shared/adjustments/adjustment';
import { channelReference, CUSTOM, DEFAULT, type Expected, type Realised } from './realised';

/** Recorded [R]: whole levels, gamma in hundredths. */
export function realiseLevels({ channels }: LevelsAdjustment): Realised {
  const entries = (Object.keys(channels) as CurveChannel[]).flatMap((channel) => {
    const range = channels[channel];
    return range === undefined ? [] : [{
      channel, gamma: Math.round(100 * range.gamma) / 100,
      input: [Math.round(range.inputBlack), Math.round(range.inputWhite)], output: [Math.round(range.outputBlack), Math.round(range.outputWhite)],
    }];
  });
  return {
    blank: { _obj: 'levels', presetKind: DEFAULT },
    values: { _obj: 'levels', presetKind: CUSTOM, adjustment: entries.map(({ channel, input, gamma, output }) => ({ _obj: 'levelsAdjustment', channel: channelReference(channel), input, gamma, output })) },
    expect: entries.flatMap(({ input, gamma, output }, i): Expected[] => [
      { path: ['adjustment', i, 'gamma'], value: gamma, tolerance: 0.0051 },
      ...[0, 1].flatMap((end): Expected[] => [
        { path: ['adjustment', i, 'input', end], value: input[end]!, tolerance: 0.5 },
        { path: ['adjustment', i, 'output', end], value: output[end]!, tolerance: 0.5 },
      ]),
    ]),
  };
}
