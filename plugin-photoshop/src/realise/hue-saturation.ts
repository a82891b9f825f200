import type { HueRange, HueSaturationAdjustment } from '@photocrafter/shared/adjustments/adjustment';
import { CUSTOM, DEFAULT, type Expected, type Realised } from './realised';

/** Photoshop's own ranges in degrees, 60 apart, from red (hosts.md 3.4): `localRange` 1..6. */
export const LOCAL_RANGES = [[315, 345, 15, 45], [15, 45, 75, 105], [75, 105, 135, 165], [135, 165, 195, 225], [195, 225, 255, 285], [255, 285, 315, 345]] as const;

interface Entry { readonly localRange?: number; readonly ramps?: readonly number[]; readonly hue: number; readonly saturation: number; readonly lightness: number }

/** Recorded [R 27.10.1] for the master; ranges 1 and 5 recorded, the others by analogy. Whole numbers. */
export function realiseHueSaturation({ colorize, ranges, ...master }: HueSaturationAdjustment): Realised {
  const entries: readonly Entry[] = [wholeSliders(master), ...(colorize ? [] : placeRanges(ranges))];
  return {
    blank: { _obj: 'hueSaturation', presetKind: DEFAULT },
    values: { _obj: 'hueSaturation', presetKind: CUSTOM, colorize, adjustment: entries.map(describe) },
    expect: [
      { path: ['colorize'], value: colorize },
      ...entries.flatMap((entry, i): Expected[] => (['hue', 'saturation', 'lightness'] as const).map((key) => ({ path: ['adjustment', i, key], value: entry[key], tolerance: 0.5 }))),
    ],
  };
}

function describe({ localRange, ramps, hue, saturation, lightness }: Entry): object {
  const [beginRamp, beginSustain, endSustain, endRamp] = ramps ?? [];
  return { _obj: 'hueSatAdjustmentV2', ...(localRange !== undefined && { localRange, beginRamp, beginSustain, endSustain, endRamp }), hue, saturation, lightness };
}

/** Each range takes the free slot nearest to its middle; a seventh has no place. */
function placeRanges(ranges: readonly HueRange[]): readonly Entry[] {
  const free = LOCAL_RANGES.map((_, slot) => slot);
  return ranges.slice(0, LOCAL_RANGES.length).map((range) => {
    const middle = range.beginSustain + ((range.endSustain - range.beginSustain + 360) % 360) / 2;
    const distance = (slot: number): number => Math.abs(((middle - 60 * slot + 540) % 360) - 180);
    const slot = free.reduce((best, candidate) => (distance(candidate) < distance(best) ? candidate : best));
    free.splice(free.indexOf(slot), 1);
    return { localRange: slot + 1, ramps: [range.beginRamp, range.beginSustain, range.endSustain, range.endRamp].map(Math.round), ...wholeSliders(range) };
  }).sort((one, other) => one.localRange - other.localRange);
}

function wholeSliders({ hue, saturation, lightness }: Pick<HueRange, 'hue' | 'saturation' | 'lightness'>): Pick<HueRange, 'hue' | 'saturation' | 'lightness'> {
  return { hue: Math.round(hue), saturation: Math.round(saturation), lightness: Math.round(lightness) };
}
