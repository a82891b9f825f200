import type { PhotometricPlanes } from '@photocrafter/shared/attributes/attribute';
import { tailMean, weightedHistogram } from '@photocrafter/shared/attributes/weighted-histogram';
import type { HueFamily, PaletteEvidence } from './evidence';

/** Upper hue bounds in CIELAB degrees of the colour names in common use (approximate centres: red 30, orange 60, yellow 92, green 135, teal 190, blue 265, purple 315, pink 355). */
const FAMILIES: readonly (readonly [number, HueFamily])[] = [[15, 'pink'], [45, 'red'], [78, 'orange'], [107, 'yellow'], [165, 'green'], [222, 'teal'], [292, 'blue'], [332, 'purple'], [360, 'pink']];
/** Below this chroma a colour reads as grey. */
const MIN_CHROMA = 8;
/** Beyond this chroma a colour is vivid; few surfaces outside paint, neon and flowers are. */
const VIVID_CHROMA = 70;
/** Even a toned monochrome has this much; less is quantisation. */
const TINT_CHROMA = 3;
const BINS = 72;
const HALF_WINDOW_DEGREES = 30;

/** Name of a CIELAB hue angle. */
export function hueFamily(degrees: number): HueFamily {
  return FAMILIES.find(([limit]) => degrees < limit)?.[1] ?? 'pink';
}

/** The palette: which hue rules, how much of the picture lies within 30 degrees of it, and how shadows and lights are tinted. */
export function measurePalette(planes: PhotometricPlanes): PaletteEvidence {
  const counts = new Float64Array(BINS);
  const chromas = new Float32Array(planes.lightness.length);
  const pixels = planes.lightness.length;
  let colourful = 0;
  let vivid = 0;
  let warm = 0;
  let cool = 0;
  let tinted = 0;
  let cosine = 0;
  let sine = 0;
  const shadows = new ZoneTint();
  const lights = new ZoneTint();
  for (let i = 0; i < pixels; i++) {
    const l = planes.lightness[i]!;
    const a = planes.a[i]!;
    const b = planes.b[i]!;
    if (l < 30 && l > 3) shadows.add(a, b);
    if (l > 65 && l < 97) lights.add(a, b);
    const chroma = Math.sqrt(a * a + b * b);
    chromas[i] = chroma;
    if (chroma > TINT_CHROMA) {
      tinted++;
      cosine += a / chroma;
      sine += b / chroma;
    }
    if (chroma < MIN_CHROMA) continue;
    colourful++;
    if (chroma > VIVID_CHROMA) vivid++;
    const hue = ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
    counts[Math.floor((hue * BINS) / 360) % BINS]!++;
    if (hue < 107 || hue > 345) warm++;
    else if (hue > 165 && hue < 315) cool++;
  }
  const dominant = dominantHue(counts);
  return {
    colourfulShare: colourful / pixels,
    topChroma: tailMean(weightedHistogram(chromas, 0, 150), -0.1) ?? 0,
    vividShare: vivid / pixels,
    warmShare: warm / pixels,
    coolShare: cool / pixels,
    dominantHueDegrees: dominant.degrees,
    dominantHue: hueFamily(dominant.degrees),
    dominantShare: dominant.count / pixels,
    hueConcentration: tinted === 0 ? 0 : Math.hypot(cosine, sine) / tinted,
    shadowTint: shadows.mean(pixels),
    lightTint: lights.mean(pixels),
  };
}

/** The hue with the most pixels around it (nearer ones count more, so that the answer is the middle of a cluster), and how many lie within the window. */
function dominantHue(counts: Float64Array): { degrees: number; count: number } {
  const half = Math.round((HALF_WINDOW_DEGREES * BINS) / 360);
  let best = { bin: 0, weight: -1, count: 0 };
  for (let bin = 0; bin < BINS; bin++) {
    let weight = 0;
    let count = 0;
    for (let k = -half; k <= half; k++) {
      const here = counts[(bin + k + BINS) % BINS]!;
      count += here;
      weight += here * (half + 1 - Math.abs(k));
    }
    if (weight > best.weight) best = { bin, weight, count };
  }
  return { degrees: ((best.bin + 0.5) * 360) / BINS, count: best.count };
}

/** Sums Lab a and b of one tone zone. */
class ZoneTint {
  private count = 0;
  private a = 0;
  private b = 0;
  add(a: number, b: number): void {
    this.count++;
    this.a += a;
    this.b += b;
  }
  mean(pixels: number): { a: number; b: number; share: number } {
    const n = Math.max(1, this.count);
    return { a: this.a / n, b: this.b / n, share: this.count / pixels };
  }
}
