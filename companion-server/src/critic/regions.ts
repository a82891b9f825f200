import { measureAttributes } from '@photocrafter/shared/attributes/index';
import type { PhotometricPlanes } from '@photocrafter/shared/attributes/attribute';
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

/** The parts of the picture that can be told by colour, place and texture, and its three horizontal bands, each with its attributes. */
export function measureRegions(planes: PhotometricPlanes): RegionEvidence[] {
  const { width, height } = planes.image;
  const texture = textureOf(planes);
  const masks: readonly (readonly [RegionName, Float32Array])[] = [
    ['sky', skyMask(planes, texture)],
    ['skin', maskWhere(planes, (i, hue, chroma) => isSkin(planes.lightness[i]!, hue, chroma) && texture[i]! < SMOOTH_TEXTURE)],
    ['foliage', maskWhere(planes, (i, hue, chroma) => hue > 98 && hue < 150 && chroma > 10 && texture[i]! > LEAFY_TEXTURE)],
    ...(['top', 'middle', 'bottom'] as const).map((name, third) => [name, maskWhere(planes, (i) => Math.floor((3 * Math.floor(i / width)) / height) === third)] as const),
  ];
  return masks.flatMap(([name, weights]) => {
    const { box, area } = subjectGeometry(weights, width, height);
    return area < MIN_AREA ? [] : [{ name, box, area, attributes: measureAttributes(planes, weights) }];
  });
}

/** CIELAB range of skin under neutral light, all complexions (after Xiao et al. 2017, widened by 10 degrees). */
function isSkin(lightness: number, hue: number, chroma: number): boolean {
  return lightness > 25 && lightness < 88 && hue > 35 && hue < 75 && chroma > 12 && chroma < 40;
}

/** Sky: smooth blue, grey or white pixels reached from the top edge, column by column, without crossing texture. */
function skyMask(planes: PhotometricPlanes, texture: Float32Array): Float32Array {
  const { width, height } = planes.image;
  const mask = new Float32Array(width * height);
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) {
      const i = y * width + x;
      const [l, a, b] = [planes.lightness[i]!, planes.a[i]!, planes.b[i]!];
      const blue = b < -4 && a < 14;
      const cloud = l > 60 && Math.hypot(a, b) < 14;
      if (texture[i]! > SMOOTH_TEXTURE || l < 30 || !(blue || cloud)) break;
      mask[i] = 1;
    }
  }
  return mask;
}

function maskWhere(planes: PhotometricPlanes, test: (index: number, hueDegrees: number, chroma: number) => boolean): Float32Array {
  return Float32Array.from(planes.lightness, (_, i) => {
    const hue = ((Math.atan2(planes.b[i]!, planes.a[i]!) * 180) / Math.PI + 360) % 360;
    return test(i, hue, Math.hypot(planes.a[i]!, planes.b[i]!)) ? 1 : 0;
  });
}

/** Local mean of |L* step| to the right and lower neighbour. */
function textureOf(planes: PhotometricPlanes): Float32Array {
  const { width, height } = planes.image;
  const l = planes.lightness;
  const steps = Float32Array.from(l, (v, i) => Math.abs((i % width === width - 1 ? v : l[i + 1]!) - v) + Math.abs((l[i + width] ?? v) - v));
  return smoothGrid(steps, width, height, TEXTURE_RADIUS);
}
