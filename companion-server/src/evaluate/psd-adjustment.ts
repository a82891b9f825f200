import type { AdjustmentLayer as PsdAdjustment, HueSaturationAdjustment as PsdHueSaturation, LevelsAdjustmentChannel } from 'ag-psd';
import type { HueRange, HueSaturationAdjustment, LevelsRange } from '@photocrafter/shared/adjustments/adjustment';
import type { PointwiseAdjustment } from '@photocrafter/shared/adjustments/evaluate';

/** In the file the first field of the master range is a flag (high octet) that the other fields describe colorize instead. */
const COLORIZE_FLAG = 0x0100;

/**
 * An adjustment layer of a PSD in our vocabulary; undefined for kinds that we do not have. In greyscale files the grey channel
 * stands where red stands in RGB.
 */
export function adjustmentFromPsd(adjustment: PsdAdjustment): PointwiseAdjustment | undefined {
  switch (adjustment.type) {
    case 'exposure':
      return { kind: 'exposure', exposureEv: adjustment.exposure ?? 0, offset: adjustment.offset ?? 0, gamma: adjustment.gamma ?? 1 };
    case 'curves': {
      const { rgb, red, green, blue } = adjustment;
      return { kind: 'curves', channels: withoutUndefined({ composite: rgb, red, green, blue }) };
    }
    case 'levels': {
      const { rgb, red, green, blue } = adjustment;
      return { kind: 'levels', channels: withoutUndefined({ composite: range(rgb), red: range(red), green: range(green), blue: range(blue) }) };
    }
    case 'hue/saturation': return hueSaturation(adjustment);
    default: return undefined;
  }
}

function hueSaturation({ master, ...ranges }: PsdHueSaturation): HueSaturationAdjustment {
  const colorize = ((master?.a ?? 0) & COLORIZE_FLAG) !== 0;
  if (colorize) return { kind: 'hueSaturation', hue: master?.b ?? 0, saturation: master?.c ?? 0, lightness: master?.d ?? 0, colorize, ranges: [] };
  const { reds, yellows, greens, cyans, blues, magentas } = ranges;
  return {
    kind: 'hueSaturation', hue: master?.hue ?? 0, saturation: master?.saturation ?? 0, lightness: master?.lightness ?? 0, colorize,
    ranges: [reds, yellows, greens, cyans, blues, magentas].flatMap((channel): HueRange[] => (channel === undefined ? [] : [{
      beginRamp: channel.a, beginSustain: channel.b, endSustain: channel.c, endRamp: channel.d,
      hue: channel.hue, saturation: channel.saturation, lightness: channel.lightness,
    }])),
  };
}

function range(channel: LevelsAdjustmentChannel | undefined): LevelsRange | undefined {
  return channel && {
    inputBlack: channel.shadowInput, inputWhite: channel.highlightInput, gamma: channel.midtoneInput,
    outputBlack: channel.shadowOutput, outputWhite: channel.highlightOutput,
  };
}

function withoutUndefined<T extends object>(record: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: NonNullable<T[K]> };
}
