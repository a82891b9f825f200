import type { PhotometricPlanes } from '@photocrafter/shared/attributes/attribute';
import { cellGrid, type CellGrid } from './cell-grid';
import { otsu } from './otsu';
import { resampleGrid, smoothGrid } from './grid-filters';

/** Where the eye goes: soft weights 0..1 at the planes' size, and how clearly there is one subject (0..1). */
export interface Saliency { readonly weights: Float32Array; readonly confidence: number }

/** 48 cells keep the all-pairs contrast below 3 million distances (about 10 ms). */
const GRID_CELLS = 48;
/** Lab distance at which two cells look different, and spatial reach (share of the diagonal) of the contrast: Perazzi et al. 2012, "Saliency filters", adapted to Lab units. */
const COLOUR_SCALE = 20;
const SPATIAL_SIGMA = 0.35;
/** The soft edge of the subject around Otsu's threshold: steep enough that the background weighs little in the subject's averages. */
const STEEPNESS = 20;
const SUBJECT_MARGIN = 0.06;
/** A classical map never knows what it looks at, so it never claims more than this. */
const CONFIDENCE_CEILING = 0.7;
const MIN_CONTRAST = 1.5;
/** Pulled out of the loops: looking a global up there costs more than the root. */
const { sqrt } = Math;

/**
 * Classical saliency: colour contrast against the whole picture (Perazzi 2012), distance from the colours of the frame
 * (background prior, Zhu et al. 2014), local detail (focus) and a weak centre prior, on a grid of cell means.
 * Flat pictures get even weights and confidence 0.
 */
export function saliency(planes: PhotometricPlanes): Saliency {
  const grid = cellGrid(planes, GRID_CELLS);
  const { width, height } = planes.image;
  if (grid.width < 4 || grid.height < 4) return { weights: new Float32Array(width * height).fill(1), confidence: 0 };
  const contrast = stretch(colourContrast(grid));
  const frame = stretch(frameDistance(grid));
  const detail = stretch(smoothGrid(grid.detail.map((d) => Math.log1p(d)), grid.width, grid.height, 2));
  const map = new Float32Array(contrast.length);
  for (let i = 0; i < map.length; i++) map[i] = (0.4 * contrast[i]! + 0.35 * frame[i]! + 0.25 * detail[i]!) * centrePrior(grid, i);
  const smooth = stretch(smoothGrid(map, grid.width, grid.height, 1));
  const split = otsu(smooth, 1);
  const soft = smooth.map((v) => 1 / (1 + Math.exp(-(v - split.threshold - SUBJECT_MARGIN) * STEEPNESS)));
  const even = Math.max(...colourContrastRange(grid)) < MIN_CONTRAST;
  return {
    weights: resampleGrid(soft, grid.width, grid.height, width, height),
    confidence: even ? 0 : CONFIDENCE_CEILING * subjectClarity(soft, grid, split.separability),
  };
}

function colourContrastRange(grid: CellGrid): [number, number, number] {
  return [spread(grid.lightness), spread(grid.a), spread(grid.b)];
}

function spread(values: Float32Array): number {
  let low = Infinity;
  let high = -Infinity;
  for (const v of values) { low = Math.min(low, v); high = Math.max(high, v); }
  return high - low;
}

/** How different a cell's colour is from all others, near ones counting more. */
function colourContrast(grid: CellGrid): Float32Array {
  const { width, height, lightness, a, b } = grid;
  const reach = 2 * (SPATIAL_SIGMA * Math.hypot(width, height)) ** 2;
  // distance weights depend on the offset only: one table instead of an exp a pair
  const near = Float32Array.from({ length: width * height }, (_, i) => Math.exp(-((i % width) ** 2 + Math.floor(i / width) ** 2) / reach));
  const result = new Float32Array(width * height);
  for (let i = 0; i < result.length; i++) {
    const x = i % width;
    const y = (i - x) / width;
    for (let row = y; row < height; row++) {
      const nearRow = (row - y) * width;
      for (let column = row === y ? x + 1 : 0; column < width; column++) {
        const j = row * width + column;
        const [dl, da, db] = [lightness[i]! - lightness[j]!, a[i]! - a[j]!, b[i]! - b[j]!];
        const d = sqrt(dl * dl + da * da + db * db) / (2 * COLOUR_SCALE);
        const c = near[nearRow + (column < x ? x - column : column - x)]! * (d < 1 ? d : 1);
        result[i]! += c;
        result[j]! += c;
      }
    }
  }
  return result;
}

/** Mean colour distance to the most similar tenth of the frame's cells: background touches the frame, subjects seldom do. */
function frameDistance(grid: CellGrid): Float32Array {
  const { width, height, lightness, a, b } = grid;
  const frame: number[] = [];
  for (let i = 0; i < width * height; i++) {
    const x = i % width;
    const y = Math.floor(i / width);
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) frame.push(i);
  }
  const nearest = Math.max(1, Math.round(frame.length / 10));
  const distances = new Float32Array(frame.length);
  return Float32Array.from({ length: width * height }, (_, i) => {
    frame.forEach((j, k) => { distances[k] = sqrt((lightness[i]! - lightness[j]!) ** 2 + (a[i]! - a[j]!) ** 2 + (b[i]! - b[j]!) ** 2); });
    distances.sort();
    let sum = 0;
    for (let k = 0; k < nearest; k++) sum += distances[k]!;
    return Math.min(sum / nearest, 2 * COLOUR_SCALE);
  });
}

function centrePrior(grid: CellGrid, i: number): number {
  const x = ((i % grid.width) + 0.5) / grid.width - 0.5;
  const y = (Math.floor(i / grid.width) + 0.5) / grid.height - 0.5;
  return Math.exp(-(x * x + y * y) / (2 * 0.33 ** 2));
}

/** 0..1: two clear groups of cells, the salient one compact and of plausible size (2..50 % of the picture). */
function subjectClarity(soft: Float32Array, grid: CellGrid, separability: number): number {
  let mass = 0;
  let mx = 0;
  let my = 0;
  soft.forEach((w, i) => { mass += w; mx += w * (i % grid.width); my += w * Math.floor(i / grid.width); });
  mx /= mass;
  my /= mass;
  let variance = 0;
  soft.forEach((w, i) => { variance += w * (((i % grid.width) - mx) ** 2 + (Math.floor(i / grid.width) - my) ** 2); });
  const area = mass / soft.length;
  // a filled disc of the same area has variance area / (2 pi): compactness 1; scattered pieces have more
  const compactness = Math.min(1, (area * soft.length) / (2 * Math.PI) / (variance / mass));
  const plausible = Math.min(1, area / 0.02) * Math.min(1, Math.max(0, (0.6 - area) / 0.2));
  return Math.max(0, Math.min(1, (separability - 0.55) / 0.3)) * compactness * plausible;
}

function stretch(values: Float32Array): Float32Array {
  let low = Infinity;
  let high = -Infinity;
  for (const v of values) { low = Math.min(low, v); high = Math.max(high, v); }
  const range = Math.max(high - low, 1e-6);
  return values.map((v) => (v - low) / range);
}
