import type { PhotometricPlanes } from '@photocrafter/shared/attributes/attribute';

/** `degrees`: positive = the picture must turn clockwise to be level; absent when nothing in it says what level is. */
export interface Horizon { readonly degrees?: number; readonly confidence: number }

/** Tilts beyond this are rarely accidents; finding them needs a search that mistakes hillsides for horizons. */
const MAX_TILT_DEGREES = 10;
const STEP_DEGREES = 0.25;
/** An edge point votes only for lines that its own gradient agrees with, within this. */
const GRADIENT_TOLERANCE = 6;
/** L* per pixel: weaker gradients are texture or noise. */
const MIN_GRADIENT = 2.5;
/** A horizon crosses most of the picture. */
const MIN_SPAN = 0.6;
const COLUMN_BUCKETS = 48;
/** Half width in pixels of the band that counts as one line. */
const LINE_HALF_WIDTH = 1.5;
const MIN_CONFIDENCE = 0.5;

interface EdgePoints { readonly x: Float32Array; readonly y: Float32Array; readonly tilt: Float32Array; readonly weight: Float32Array; readonly count: number }
interface Line { readonly tilt: number; readonly offset: number; readonly span: number; readonly rival: number }

/**
 * Looks for one long near-horizontal edge (sea, plain, roof line) by a Hough transform over edge points whose gradient
 * agrees with the line, and checks it against the verticals (posts, walls). A straight long edge without a rival of
 * another tilt is believed; hills, perspective lines and short edges are not reported.
 */
export function findHorizon(planes: PhotometricPlanes): Horizon {
  const { width, height } = planes.image;
  if (width < 64 || height < 64) return { confidence: 0 };
  const level = edgePoints(planes, 'horizontal');
  const line = strongestLine(level, width, height);
  if (line === undefined) return { confidence: 0 };
  const uprights = verticalTilt(edgePoints(planes, 'vertical'), width * height);
  const span = Math.min(1, Math.max(0, (line.span - MIN_SPAN) / (0.9 - MIN_SPAN)));
  const alone = Math.min(1, Math.max(0, (1 - line.rival) / 0.35));
  let confidence = Math.min(1, 0.35 + 0.65 * span) * alone;
  if (uprights !== undefined) confidence *= Math.abs(uprights - line.tilt) < 1 ? 1.15 : Math.exp(-Math.abs(uprights - line.tilt) / 2);
  confidence = Math.min(1, confidence);
  return confidence < MIN_CONFIDENCE ? { confidence } : { degrees: Math.round(line.tilt * 10) / 10, confidence };
}

/** Points on near-horizontal (or near-vertical) edges; `tilt` is the clockwise turn in degrees that would level the edge. */
function edgePoints(planes: PhotometricPlanes, kind: 'horizontal' | 'vertical'): EdgePoints {
  const { width, height } = planes.image;
  const l = planes.lightness;
  const limit = Math.tan(((MAX_TILT_DEGREES + 3) * Math.PI) / 180);
  const capacity = width * height;
  const points = { x: new Float32Array(capacity), y: new Float32Array(capacity), tilt: new Float32Array(capacity), weight: new Float32Array(capacity) };
  let count = 0;
  for (let y = 2; y < height - 2; y++) {
    for (let x = 2; x < width - 2; x++) {
      const i = y * width + x;
      // Sobel / 8: L* per pixel
      const gx = (l[i - width + 1]! + 2 * l[i + 1]! + l[i + width + 1]! - l[i - width - 1]! - 2 * l[i - 1]! - l[i + width - 1]!) / 8;
      const gy = (l[i + width - 1]! + 2 * l[i + width]! + l[i + width + 1]! - l[i - width - 1]! - 2 * l[i - width]! - l[i - width + 1]!) / 8;
      const [along, across] = kind === 'horizontal' ? [gx, gy] : [gy, gx];
      if (Math.abs(across) < MIN_GRADIENT || Math.abs(along) > limit * Math.abs(across)) continue;
      const slope = (Math.atan2(along, across) * 180) / Math.PI;
      const angle = slope > 90 ? slope - 180 : slope < -90 ? slope + 180 : slope;
      points.x[count] = x;
      points.y[count] = y;
      // an edge y = y0 - x tan(t) (right end higher) has gradient (sin t, cos t): it must turn clockwise by t
      points.tilt[count] = kind === 'horizontal' ? angle : -angle;
      points.weight[count] = Math.min(1, Math.abs(across) / (4 * MIN_GRADIENT));
      count++;
    }
  }
  return { ...points, count };
}

/** Hough over tilt and offset; the winner is the line whose points cover the most columns, `rival` the best line 1.5 degrees away relative to it. */
function strongestLine(points: EdgePoints, width: number, height: number): Line | undefined {
  const tilts = Math.round((2 * MAX_TILT_DEGREES) / STEP_DEGREES) + 1;
  const offsets = height + 2 * Math.ceil(width * Math.tan((MAX_TILT_DEGREES * Math.PI) / 180));
  const votes = new Float32Array(tilts * offsets);
  const slopes = Float64Array.from({ length: tilts }, (_, t) => Math.tan(((t * STEP_DEGREES - MAX_TILT_DEGREES) * Math.PI) / 180));
  const reach = GRADIENT_TOLERANCE / STEP_DEGREES;
  for (let k = 0; k < points.count; k++) {
    const nearest = (points.tilt[k]! + MAX_TILT_DEGREES) / STEP_DEGREES;
    const [from, to] = [Math.max(0, Math.ceil(nearest - reach)), Math.min(tilts - 1, Math.floor(nearest + reach))];
    for (let t = from; t <= to; t++) {
      const offset = (points.y[k]! + (points.x[k]! - width / 2) * slopes[t]! + (offsets - height) / 2 + 0.5) | 0;
      if (offset >= 0 && offset < offsets) votes[t * offsets + offset]! += points.weight[k]!;
    }
  }
  const peaks = Array.from({ length: tilts }, (_, t) => peakOf(votes, t * offsets, offsets));
  const best = peaks.reduce((a, p, t) => (p.value > peaks[a]!.value ? t : a), 0);
  const peak = peaks[best]!;
  if (peak.value <= 0) return undefined;
  const tilt = best * STEP_DEGREES - MAX_TILT_DEGREES;
  const offset = peak.index - (offsets - height) / 2;
  const rival = Math.max(0, ...peaks.filter((_, t) => Math.abs(t - best) * STEP_DEGREES >= 1.5).map((p) => p.value / peak.value));
  return { tilt, offset, span: columnSpan(points, width, tilt, offset), rival };
}

function lineOffset(x: number, y: number, tiltDegrees: number): number {
  return y + x * Math.tan((tiltDegrees * Math.PI) / 180);
}

function peakOf(votes: Float32Array, start: number, length: number): { index: number; value: number } {
  let best = { index: 0, value: 0 };
  for (let i = 1; i < length - 1; i++) {
    const value = votes[start + i - 1]! + votes[start + i]! + votes[start + i + 1]!;
    if (value > best.value) best = { index: i, value };
  }
  return best;
}

/** Share of the picture's width in which the line really has edge points. */
function columnSpan(points: EdgePoints, width: number, tilt: number, offset: number): number {
  const hit = new Uint8Array(COLUMN_BUCKETS);
  for (let k = 0; k < points.count; k++) {
    if (Math.abs(lineOffset(points.x[k]! - width / 2, points.y[k]!, tilt) - offset) > LINE_HALF_WIDTH) continue;
    hit[Math.floor((points.x[k]! * COLUMN_BUCKETS) / width)] = 1;
  }
  return hit.reduce((sum, h) => sum + h, 0) / COLUMN_BUCKETS;
}

/** Weighted median tilt of upright edges, if there are enough of them (0.4 % of the pixels) and they agree within 2 degrees. */
function verticalTilt(points: EdgePoints, pixels: number): number | undefined {
  if (points.count < 0.004 * pixels) return undefined;
  const sorted = points.tilt.slice(0, points.count).sort();
  const at = (q: number): number => sorted[Math.floor(q * (points.count - 1))]!;
  return at(0.75) - at(0.25) < 4 ? at(0.5) : undefined;
}
