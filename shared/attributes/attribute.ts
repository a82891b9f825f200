import type { FloatImage } from '../pixels/pixel-buffer';

/**
 * The planes that every attribute is measured on, computed once a picture (see `planes.ts`).
 * All have width * height samples. CIE L*a*b* is relative to D65, `luminance` is linear Y with white = 1.
 * `usable` is 1 where no channel is clipped at either end (encoded < 1/255 or > 254/255).
 */
export interface PhotometricPlanes {
  readonly image: FloatImage;
  readonly lightness: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
  readonly luminance: Float32Array;
  readonly usable: Uint8Array;
}

/** Per-pixel weight 0..1 (a subject mask, a zone): the attribute of that part only. */
export type Weights = Float32Array;

/** One measurable photometric attribute a_k (SmartPhotoCrafter). `measure` answers undefined when the picture cannot tell. */
export interface Attribute {
  readonly id: AttributeId;
  readonly label: string;
  readonly unit: string;
  readonly range: readonly [number, number];
  /** tau_k: below this a change does not count (about one just-noticeable difference) */
  readonly tolerance: number;
  readonly source: string;
  measure(planes: PhotometricPlanes, weights?: Weights): number | undefined;
}

export const ATTRIBUTE_IDS = [
  'exposure', 'luminanceEv', 'contrast', 'highlights', 'shadows', 'clippedHighlights', 'clippedShadows',
  'saturation', 'colourfulness', 'colourTemperature', 'tint', 'dynamicRange', 'sharpness', 'noise', 'haze',
] as const;
export type AttributeId = (typeof ATTRIBUTE_IDS)[number];

/** What was measured; an attribute that could not be told is absent. */
export type AttributeValues = Partial<Record<AttributeId, number>>;
