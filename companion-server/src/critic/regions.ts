import type { AttributeId, AttributeValues, PhotometricPlanes } from '@photocrafter/shared/attributes/attribute';
import { ATTRIBUTES } from '@photocrafter/shared/attributes/index';
import type { RegionEvidence } from './evidence';
import { smoothGrid } from './grid-filters';
import { subjectGeometry } from './subject';

type RegionName = RegionEvidence['name'];
/** Smaller patches are accidents, not regions (share of the picture). */
const MIN_AREA = 0.02;
/** Mean |L* step| to the neighbours in an even surface such as sky; leaves and grass lie above `LEAFY_TEXTURE`. */
const SMOOTH_TEXTURE = 2.2;
const LEAFY_TEXTURE = 1.2;
const TEXTURE_RADIUS = 3;

/** What is worth knowing of a named region, and of a plain band. */
const REGION_ATTRIBUTES: readonly AttributeId[] = ['exposure', 'luminanceEv', 'contrast', 'saturation', 'clippedHighlights', 'clippedShadows'];
const BAND_ATTRIBUTES: readonly AttributeId[] = ['exposure', 'saturation'];

/** The parts of the picture that can be told by colour, place and texture, and its three horizontal bands. */
export function measureRegions(planes: PhotometricPlanes): RegionEvidence[] {
  const { width, height } = planes.image;
  const texture = textureOf(planes);
  const named = [
    region('sky', skyMask(planes, texture), planes),
    region('skin', skinMask(planes, texture), planes),
    region('foliage', foliageMask(planes, texture), planes),
  ].filter((r) => r.area >= MIN_AREA);
  const bands = (['top', 'middle', 'bottom'] as const).map((name, third) => {
    const weights = new Float32Array(width * height);
    const [from, to] = [Math.round((third * height) / 3), Math.round(((third + 1) * height) / 3)];
    weights.fill(1, from * width, to * width);
    return { name, box: { x: 0, y: from / height, width: 1, height: (to - from) / height }, area: (to - from) / height, attributes: measureSome(planes, weights, BAND_ATTRIBUTES) };
  });
  return [...named, ...bands];
}

function region(name: RegionName, weights: Float32Array, planes: PhotometricPlanes): RegionEvidence {
  const { box, area } = subjectGeometry(weights, planes.image.width, planes.image.height);
  return { name, box, area, attributes: area < MIN_AREA ? {} : measureSome(planes, weights, REGION_ATTRIBUTES) };
}

/** Some attributes of the part that `weights` cover. */
export function measureSome(planes: PhotometricPlanes, weights: Float32Array, ids: readonly AttributeId[]): AttributeValues {
  const values: AttributeValues = {};
  for (const id of ids) {
    const value = ATTRIBUTES[id].measure(planes, weights);
    if (value !== undefined) values[id] = value;
  }
  return values;
}

/** CIELAB range of skin under neutral light, all complexions (after Xiao et al. 2017, widened by 10 degrees): hue 35..75, chroma 12..40. */
function skinMask({ lightness, a, b }: PhotometricPlanes, texture: Float32Array): Float32Array {
  const mask = new Float32Array(lightness.length);
  const [low, high] = [Math.tan((35 * Math.PI) / 180), Math.tan((75 * Math.PI) / 180)];
  for (let i = 0; i < mask.length; i++) {
    const chroma2 = a[i]! * a[i]! + b[i]! * b[i]!;
    const hue = a[i]! > 0 && b[i]! > low * a[i]! && b[i]! < high * a[i]!;
    if (hue && chroma2 > 144 && chroma2 < 1600 && lightness[i]! > 25 && lightness[i]! < 88 && texture[i]! < SMOOTH_TEXTURE) mask[i] = 1;
  }
  return mask;
}

/** Green hues (98..150 degrees) with texture. */
function foliageMask({ a, b, lightness }: PhotometricPlanes, texture: Float32Array): Float32Array {
  const mask = new Float32Array(lightness.length);
  const [steep, flat] = [Math.tan((82 * Math.PI) / 180), Math.tan((30 * Math.PI) / 180)];
  for (let i = 0; i < mask.length; i++) {
    const green = -a[i]!;
    if (green > 0 && b[i]! < steep * green && b[i]! > flat * green && green * green + b[i]! * b[i]! > 100 && texture[i]! > LEAFY_TEXTURE) mask[i] = 1;
  }
  return mask;
}

/** Sky: smooth blue, grey or white pixels reached from the top edge, column by column, without crossing texture. */
function skyMask(planes: PhotometricPlanes, texture: Float32Array): Float32Array {
  const { width, height } = planes.image;
  const mask = new Float32Array(width * height);
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) {
      const i = y * width + x;
      const l = planes.lightness[i]!;
      const a = planes.a[i]!;
      const b = planes.b[i]!;
      const blue = b < -4 && a < 14;
      const cloud = l > 60 && Math.hypot(a, b) < 14;
      if (texture[i]! > SMOOTH_TEXTURE || l < 30 || !(blue || cloud)) break;
      mask[i] = 1;
    }
  }
  return mask;
}

/** Local mean of |L* step| to the right and lower neighbour. */
function textureOf({ image: { width, height }, lightness: l }: PhotometricPlanes): Float32Array {
  const steps = new Float32Array(l.length);
  for (let i = 0; i + width < l.length; i++) steps[i] = Math.abs(l[i + 1]! - l[i]!) + Math.abs(l[i + width]! - l[i]!);
  return smoothGrid(steps, width, height, TEXTURE_RADIUS);
}
