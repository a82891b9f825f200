import type { FakeDocument } from './fake-document';

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  SOLID: ['color'],
  IMAGE: ['scaleMode', 'imageHash', 'imageTransform', 'scalingFactor', 'rotation', 'filters'],
  VIDEO: ['scaleMode', 'videoHash', 'videoTransform', 'scalingFactor', 'rotation', 'filters'],
  GRADIENT_LINEAR: ['gradientTransform', 'gradientStops'], GRADIENT_RADIAL: ['gradientTransform', 'gradientStops'],
};
const ANY = ['type', 'visible', 'opacity', 'blendMode', 'boundVariables'];
const FILTERS = ['exposure', 'contrast', 'saturation', 'temperature', 'tint', 'highlights', 'shadows'];

/** Refuses paints that Figma's own validation refuses: unknown fields, images that do not exist, filters out of range, foreign transforms. */
export function checkPaints(doc: FakeDocument, paints: readonly Paint[]): void {
  for (const paint of paints) {
    const fields = FIELDS[paint.type];
    if (fields === undefined) throw new Error(`in set_fills: Property "fills" failed validation: unknown type ${paint.type}`);
    for (const key of Object.keys(paint)) if (!fields.includes(key) && !ANY.includes(key)) throw new Error(`in set_fills: Property "fills" failed validation: Unrecognized key ${key}`);
    if (paint.opacity !== undefined && !(paint.opacity >= 0 && paint.opacity <= 1)) throw new Error('in set_fills: opacity must be 0..1');
    if (paint.type === 'IMAGE') checkImage(doc, paint);
  }
}

function checkImage(doc: FakeDocument, { imageHash, scaleMode, imageTransform, rotation, scalingFactor, filters }: ImagePaint): void {
  if (imageHash !== null && !doc.images.has(imageHash)) throw new Error(`in set_fills: no image with hash ${imageHash}`);
  if (!['FILL', 'FIT', 'CROP', 'TILE'].includes(scaleMode)) throw new Error(`in set_fills: scaleMode ${String(scaleMode)}`);
  if (imageTransform !== undefined && !imageTransform.flat().every((value) => Number.isFinite(value))) throw new Error('in set_fills: imageTransform');
  if (rotation !== undefined && rotation % 90 !== 0) throw new Error('in set_fills: rotation must be in increments of 90');
  if (scalingFactor !== undefined && !(scalingFactor > 0)) throw new Error('in set_fills: scalingFactor');
  for (const [name, value] of Object.entries(filters ?? {})) {
    if (!FILTERS.includes(name)) throw new Error(`in set_fills: Unrecognized key filters.${name}`);
    if (!(value >= -1 && value <= 1)) throw new Error(`in set_fills: filters.${name} must be -1..1`);
  }
}
