import type { ExposureAdjustment } from '../adjustments/adjustment';
import { exposureFunction } from '../adjustments/exposure';
import type { Mask } from '../pixels/mask';
import { rasteriseMask } from '../pixels/rasterise-mask';
import { defineOperator } from './operator';

/** Exposure of the corners: negative darkens them, positive undoes a lens's falloff. Full effect at the corners, none within `inner` of the way. */
export const vignette = defineOperator({
  id: 'vignette',
  version: 1,
  label: 'Vignette',
  params: {
    cornerEv: { kind: 'number', label: 'Corners', unit: 'EV', min: -2, max: 2, step: 0.05, default: 0 },
    inner: { kind: 'number', label: 'Untouched radius', unit: '', min: 0, max: 0.9, step: 0.05, default: 0.4 },
  },
  space: 'linear',
  tolerance: { meanDeltaE: 0.01, p95DeltaE: 0.05 },
  apply(image, { cornerEv, inner }) {
    const map = exposureFunction(corners(cornerEv));
    const weights = rasteriseMask(falloff(inner), image.width, image.height);
    const data = image.data.map((value, i) => value + (map(value) - value) * weights[Math.floor(i / 3)]!);
    return { ...image, data };
  },
  lower: ({ cornerEv, inner }) => (cornerEv === 0 ? [] : [{ adjustment: corners(cornerEv), mask: falloff(inner) }]),
  examples: [{ params: { cornerEv: -2 }, input: [0.5, 0.5, 0.5], output: [0.5, 0.5, 0.5] }],
});

function corners(exposureEv: number): ExposureAdjustment {
  return { kind: 'exposure', exposureEv, offset: 0, gamma: 1 };
}

function falloff(inner: number): Mask {
  return { kind: 'radial', centreX: 0.5, centreY: 0.5, inner, outer: 1 };
}
