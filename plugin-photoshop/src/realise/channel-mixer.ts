import type { ChannelMatrixAdjustment } from '@photocrafter/shared/adjustments/adjustment';
import { CHANNEL_KEYS, CUSTOM, DEFAULT, type Expected, type Realised } from './realised';

const KEYS = [CHANNEL_KEYS.red, CHANNEL_KEYS.green, CHANNEL_KEYS.blue] as const;
/** The sliders end here. */
const LIMIT_PERCENT = 200;

/** [C]: community code only, and it disagrees whether outputs are keyed `green` or `grain`; the read-back decides. Whole percents. */
export function realiseChannelMatrix({ matrix, offset }: ChannelMatrixAdjustment): Realised {
  const rows = KEYS.map((_, row) => [...matrix.slice(3 * row, 3 * row + 3), offset[row]!].map(wholePercent));
  return {
    blank: { _obj: 'channelMixer', presetKind: DEFAULT, monochromatic: false },
    values: { _obj: 'channelMixer', presetKind: CUSTOM, monochromatic: false, ...Object.fromEntries(KEYS.map((key, row) => [key, mix(rows[row]!)])) },
    expect: KEYS.flatMap((output, row) => [...KEYS, 'constant'].map((input, i): Expected => ({ path: [output, input], value: rows[row]![i]!, tolerance: 0.5 }))),
  };
}

function mix([red, green, blue, constant]: readonly number[]): object {
  const percent = (value: number | undefined): object => ({ _unit: 'percentUnit', _value: value ?? 0 });
  return { _obj: 'channelMatrix', red: percent(red), grain: percent(green), blue: percent(blue), constant: percent(constant) };
}

function wholePercent(fraction: number): number {
  // + 0 so that nothing is written as -0
  return Math.round(100 * Math.min(LIMIT_PERCENT / 100, Math.max(-LIMIT_PERCENT / 100, fraction))) + 0;
}
