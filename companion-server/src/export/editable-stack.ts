import type { Adjustment, AdjustmentLayer, CurvePoint, HueRange } from '@photocrafter/shared/adjustments/adjustment';
import { compileLevels } from '@photocrafter/shared/adjustments/levels';
import { fitCurves } from '@photocrafter/shared/operators/fit-curve';

/**
 * An adjustment with the precision of a Photoshop file: curve points 0..255, hue, saturation and mixer percents are whole
 * numbers there, whatever the bit depth. Levels become curves, since ag-psd writes a Levels block that readers refuse (hosts.md 6.2).
 */
export function asStored(adjustment: Adjustment): Adjustment {
  switch (adjustment.kind) {
    case 'curves': return { ...adjustment, channels: mapValues(adjustment.channels, wholePoints) };
    case 'levels': return asStored(fitCurves(compileLevels(adjustment)));
    case 'channelMatrix': {
      const { matrix, offset } = adjustment;
      return { ...adjustment, matrix: matrix.map(wholePercent), offset: [wholePercent(offset[0]), wholePercent(offset[1]), wholePercent(offset[2])] };
    }
    case 'hueSaturation': return { ...adjustment, ...wholeSliders(adjustment), ranges: adjustment.ranges.map((range): HueRange => mapValues(range, Math.round)) };
    case 'exposure': case 'lut3d': case 'pixels': return adjustment;
  }
}

/** The stack as an editable file holds it: values at the file's precision, lookup tables (which nobody can edit) left out. */
export function editableStack(layers: readonly AdjustmentLayer[]): readonly AdjustmentLayer[] {
  return layers.filter(({ adjustment }) => adjustment.kind !== 'lut3d').map((layer) => ({ ...layer, adjustment: asStored(layer.adjustment) }));
}

/** Rounded and inside 0..255; of points that fall on the same input the last one stays. */
function wholePoints(points: readonly CurvePoint[]): CurvePoint[] {
  const byInput = new Map(points.map(({ input, output }) => [wholeLevel(input), wholeLevel(output)]));
  return [...byInput].map(([input, output]) => ({ input, output }));
}

function wholeLevel(value: number): number {
  return Math.round(Math.min(255, Math.max(0, value)));
}

/** The Channel Mixer's sliders end at 200 %. */
function wholePercent(fraction: number): number {
  return Math.round(100 * Math.min(2, Math.max(-2, fraction))) / 100;
}

function wholeSliders({ hue, saturation, lightness }: { readonly hue: number; readonly saturation: number; readonly lightness: number }): { hue: number; saturation: number; lightness: number } {
  return { hue: Math.round(hue), saturation: Math.round(saturation), lightness: Math.round(lightness) };
}

function mapValues<K extends string, V, W>(record: Partial<Record<K, V>>, map: (value: V) => W): Record<K, W> {
  return Object.fromEntries(Object.entries<V | undefined>(record).map(([key, value]) => [key, map(value!)])) as Record<K, W>;
}
