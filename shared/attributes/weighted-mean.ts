import type { Attribute, PhotometricPlanes } from './attribute';
import { measuredOnce } from './measured-once';

/**
 * Measures the mean of one number a pixel, each pixel by its weight (1 when absent); undefined when nothing has weight.
 * `planeOf` gives the numbers, once for a picture however many of its parts are measured.
 */
export function weightedMean(planeOf: (planes: PhotometricPlanes) => Float32Array): Attribute['measure'] {
  const plane = measuredOnce((planes) => planeOf(planes));
  return (planes, weights) => {
    const values = plane(planes);
    let sum = 0, total = weights ? 0 : values.length;
    if (weights) {
      for (let i = 0; i < values.length; i++) {
        sum += weights[i]! * values[i]!;
        total += weights[i]!;
      }
    } else {
      for (let i = 0; i < values.length; i++) sum += values[i]!;
    }
    return total > 0 ? sum / total : undefined;
  };
}
