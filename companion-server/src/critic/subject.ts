import type { PhotometricPlanes } from '@photocrafter/shared/attributes/attribute';
import type { Mask, NormalisedBox } from '@photocrafter/shared/pixels/mask';
import { encodeRasterMask } from '@photocrafter/shared/pixels/rasterise-mask';
import { resampleGrid } from './grid-filters';

/** Geometry of soft weights: what the subject evidence needs beside the attributes. Coordinates are normalised. */
export interface SubjectGeometry { readonly box: NormalisedBox; readonly centre: readonly [number, number]; readonly area: number }

/** The mask that travels with a plan: small, since it is soft anyway. */
const MASK_LONG_SIDE = 256;
/** The box ignores this share of the weight at each side: single stray pixels are no subject. */
const TRIM = 0.02;

/** Box, centroid and area of weights 0..1 of `width * height`. Empty weights answer the whole picture with area 0. */
export function subjectGeometry(weights: Float32Array, width: number, height: number): SubjectGeometry {
  const columns = new Float64Array(width);
  const rows = new Float64Array(height);
  let mass = 0;
  weights.forEach((w, i) => {
    // squared: half-sure pixels should hardly stretch the box
    columns[i % width]! += w * w;
    rows[Math.floor(i / width)]! += w * w;
    mass += w;
  });
  if (mass <= 0) return { box: { x: 0, y: 0, width: 1, height: 1 }, centre: [0.5, 0.5], area: 0 };
  const [left, right, centreX] = extent(columns);
  const [top, bottom, centreY] = extent(rows);
  return { box: { x: left, y: top, width: right - left, height: bottom - top }, centre: [centreX, centreY], area: mass / weights.length };
}

function extent(profile: Float64Array): [number, number, number] {
  const total = profile.reduce((sum, v) => sum + v, 0);
  let low = 0;
  let high = profile.length;
  let below = 0;
  let moment = 0;
  let started = false;
  for (let i = 0; i < profile.length; i++) {
    below += profile[i]!;
    moment += profile[i]! * (i + 0.5);
    if (!started && below > TRIM * total) { low = i; started = true; }
    if (below < (1 - TRIM) * total) high = Math.min(profile.length, i + 2);
  }
  return [low / profile.length, high / profile.length, moment / total / profile.length];
}

/** Packs weights of the planes' size as a raster mask of at most 256 px. */
export function subjectMask(weights: Float32Array, planes: PhotometricPlanes): Mask {
  const { width, height } = planes.image;
  const scale = Math.min(1, MASK_LONG_SIDE / Math.max(width, height));
  const columns = Math.max(1, Math.round(width * scale));
  const rows = Math.max(1, Math.round(height * scale));
  return encodeRasterMask(resampleGrid(weights, width, height, columns, rows), columns, rows, 'subject');
}
