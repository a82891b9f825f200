import type { CurvePoint } from '../../adjustments/adjustment';

/** Photoshop's limits: 2 to 16 points, inputs strictly increasing, 0..255. */
const MAX_POINTS = 16;
const MAX = 255;
type Points = readonly CurvePoint[];

/** The curve with one point moved; it stays between its neighbours, a level away from each. */
export function movePoint(points: Points, index: number, to: CurvePoint): Points {
  const low = index === 0 ? 0 : points[index - 1]!.input + 1;
  const high = index === points.length - 1 ? MAX : points[index + 1]!.input - 1;
  // neighbours of a fitted curve may be less than two levels apart: then only up and down is left
  const input = low > high ? points[index]!.input : Math.min(Math.max(Math.round(to.input), low), high);
  const output = Math.min(Math.max(Math.round(to.output), 0), MAX);
  return points.map((point, i) => (i === index ? { input, output } : point));
}

/** The curve with a point more, where there is room; the new point's index, or undefined when there is none. */
export function addPoint(points: Points, at: CurvePoint): { readonly points: Points; readonly index: number } | undefined {
  const input = Math.min(Math.max(Math.round(at.input), 0), MAX);
  if (points.length >= MAX_POINTS || points.some((point) => Math.abs(point.input - input) < 1)) return undefined;
  const found = points.findIndex((point) => point.input > input);
  const index = found < 0 ? points.length : found;
  return { index, points: [...points.slice(0, index), { input, output: Math.min(Math.max(Math.round(at.output), 0), MAX) }, ...points.slice(index)] };
}

/** The curve without a point; two are always left. */
export function removePoint(points: Points, index: number): Points {
  return points.length <= 2 ? points : points.filter((_point, i) => i !== index);
}
