import type { Attribute } from './attribute';
import { estimateWhite, NEUTRAL_WHITE } from './neutral-estimate';

export const tint: Attribute = {
  id: 'tint', label: 'Tint', unit: 'Duv x 1000', range: [-100, 100], tolerance: 1.5,
  source: 'Duv (CIE 1960) of the estimated white minus that of D65; positive is a green cast, negative magenta, 0 neutral',
  measure(planes, weights) {
    const white = estimateWhite(planes, weights);
    return white === undefined ? undefined : (white.duv - NEUTRAL_WHITE.duv) * 1000;
  },
};
