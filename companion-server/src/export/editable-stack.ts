import type { AdjustmentLayer, CurveChannel, CurvePoint } from '@photocrafter/shared/adjustments/adjustment';

/** Photoshop's curves hold whole points 0..255, whatever the bit depth. */
export function wholePoints(points: readonly CurvePoint[]): CurvePoint[] {
  return points.map(({ input, output }) => ({ input: Math.round(input), output: Math.round(output) }));
}

/** The stack as an editable file holds it: curve points rounded, lookup tables (which nobody can edit) left out. */
export function editableStack(layers: readonly AdjustmentLayer[]): readonly AdjustmentLayer[] {
  return layers.filter(({ adjustment }) => adjustment.kind !== 'lut3d').map((layer) => {
    if (layer.adjustment.kind !== 'curves') return layer;
    const channels = Object.fromEntries(Object.entries(layer.adjustment.channels).map(([channel, points]) => [channel, wholePoints(points)])) as Partial<Record<CurveChannel, CurvePoint[]>>;
    return { ...layer, adjustment: { ...layer.adjustment, channels } };
  });
}
