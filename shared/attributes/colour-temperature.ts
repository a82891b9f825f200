import type { Attribute } from './attribute';
import { estimateWhite } from './neutral-estimate';

export const colourTemperature: Attribute = {
  id: 'colourTemperature', label: 'Colour temperature', unit: 'mired', range: [10, 1000], tolerance: 5,
  source: 'correlated colour temperature of the estimated white (shades of grey), 10^6/K; a neutral picture has 153.8, a warmer one MORE',
  measure: (planes, weights) => estimateWhite(planes, weights)?.mired,
};
