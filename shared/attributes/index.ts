import { ATTRIBUTE_IDS, type Attribute, type AttributeId, type AttributeValues, type PhotometricPlanes, type Weights } from './attribute';
import { clippedHighlights } from './clipped-highlights';
import { clippedShadows } from './clipped-shadows';
import { colourTemperature } from './colour-temperature';
import { colourfulness } from './colourfulness';
import { contrast } from './contrast';
import { dynamicRange } from './dynamic-range';
import { exposure } from './exposure';
import { haze } from './haze';
import { highlights } from './highlights';
import { luminanceEv } from './luminance-ev';
import { noise } from './noise';
import { saturation } from './saturation';
import { shadows } from './shadows';
import { sharpness } from './sharpness';
import { tint } from './tint';

/** Every attribute by its id. */
export const ATTRIBUTES: Readonly<Record<AttributeId, Attribute>> = {
  exposure, luminanceEv, contrast, highlights, shadows, clippedHighlights, clippedShadows,
  saturation, colourfulness, colourTemperature, tint, dynamicRange, sharpness, noise, haze,
};

/** Measures all attributes of a picture, or of the part that `weights` (width * height, 0..1) covers. */
export function measureAttributes(planes: PhotometricPlanes, weights?: Weights): AttributeValues {
  const values: AttributeValues = {};
  for (const id of ATTRIBUTE_IDS) {
    const value = ATTRIBUTES[id].measure(planes, weights);
    if (value !== undefined) values[id] = value;
  }
  return values;
}
