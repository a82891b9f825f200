import type { Matrix3 } from '@photocrafter/shared/pixels/matrix3';
import type { NeutralSamples } from './neutral-samples';
import { nearWhiteDeviation } from './white-deviation';
import { smoothGrid } from './grid-filters';

/** Where the greys of the picture lie, in mired and Duv x 1000, and how surely (0..1). */
export interface NeutralMode { readonly miredShift: number; readonly tint: number; readonly confidence: number }

/** The histogram covers +-88 mired and +-24 Duv (x 1000): beyond, a grey is not recognisable as one. */
const MIRED_BINS = 44;
const MIRED_STEP = 4;
const TINT_BINS = 24;
const TINT_STEP = 2;
/** Illuminants of real photographs after a camera's own white balance: spread about neutral (development photos). */
const PRIOR_MIRED = 35;
const PRIOR_TINT = 8;
/** Greys of one scene under one light lie within this reach of each other. */
const REACH_MIRED = 9;
const REACH_TINT = 4;
/** L* limits of the shadow, mid and light bands, whose greys must agree: a cast is a factor in linear light, so it shows in all of them; a grade or mixed light does not. */
const BANDS = [[12, 38], [38, 64], [64, 97]] as const;
/** Share of the samples that greys should make up before they are believed fully. */
const FULL_SUPPORT = 0.25;
const MIN_BAND_SHARE = 0.03;

/** The densest cluster of near-neutral samples, weighted by the illuminant prior; its confidence falls when shadows, mid-tones and lights disagree. */
export function neutralMode(samples: NeutralSamples, m: Matrix3): NeutralMode {
  const mired = new Float32Array(samples.count);
  const tint = new Float32Array(samples.count);
  for (let i = 0; i < samples.count; i++) {
    const [r, g, b] = [samples.red[i]!, samples.green[i]!, samples.blue[i]!];
    const d = nearWhiteDeviation(m[0] * r + m[1] * g + m[2] * b, m[3] * r + m[4] * g + m[5] * b, m[6] * r + m[7] * g + m[8] * b);
    mired[i] = d.miredShift;
    tint[i] = d.tint;
  }
  const all = modeOf(samples, mired, tint, -Infinity, Infinity);
  if (all === undefined) return { miredShift: 0, tint: 0, confidence: 0 };
  const bands = BANDS.map(([low, high]) => modeOf(samples, mired, tint, low, high)).filter((m) => m !== undefined && m.support > MIN_BAND_SHARE);
  const disagreement = bands.length < 2 ? 1 : Math.max(...bands.map((m) => Math.hypot((m!.miredShift - all.miredShift) / 15, (m!.tint - all.tint) / 5)));
  const confidence = Math.min(1, all.support / FULL_SUPPORT) * Math.exp(-0.5 * disagreement ** 2);
  return { miredShift: all.miredShift, tint: all.tint, confidence };
}

/** The mode of one lightness band with the share of its samples that belong to it; undefined when the band is empty. */
function modeOf(samples: NeutralSamples, mired: Float32Array, tint: Float32Array, low: number, high: number): { miredShift: number; tint: number; support: number } | undefined {
  const histogram = new Float32Array(MIRED_BINS * TINT_BINS);
  let total = 0;
  for (let i = 0; i < samples.count; i++) {
    if (samples.lightness[i]! < low || samples.lightness[i]! >= high) continue;
    total++;
    const column = Math.floor(mired[i]! / MIRED_STEP + MIRED_BINS / 2);
    const row = Math.floor(tint[i]! / TINT_STEP + TINT_BINS / 2);
    if (column >= 0 && column < MIRED_BINS && row >= 0 && row < TINT_BINS) histogram[row * MIRED_BINS + column]!++;
  }
  if (total === 0) return undefined;
  const smooth = smoothGrid(histogram, MIRED_BINS, TINT_BINS, 1);
  let best = { index: 0, value: -1 };
  smooth.forEach((n, index) => {
    const m = ((index % MIRED_BINS) + 0.5 - MIRED_BINS / 2) * MIRED_STEP;
    const t = (Math.floor(index / MIRED_BINS) + 0.5 - TINT_BINS / 2) * TINT_STEP;
    const value = n * Math.exp(-0.5 * ((m / PRIOR_MIRED) ** 2 + (t / PRIOR_TINT) ** 2));
    if (value > best.value) best = { index, value };
  });
  const m0 = ((best.index % MIRED_BINS) + 0.5 - MIRED_BINS / 2) * MIRED_STEP;
  const t0 = (Math.floor(best.index / MIRED_BINS) + 0.5 - TINT_BINS / 2) * TINT_STEP;
  let n = 0;
  let sumMired = 0;
  let sumTint = 0;
  for (let i = 0; i < samples.count; i++) {
    if (samples.lightness[i]! < low || samples.lightness[i]! >= high) continue;
    if (Math.abs(mired[i]! - m0) > REACH_MIRED || Math.abs(tint[i]! - t0) > REACH_TINT) continue;
    n++;
    sumMired += mired[i]!;
    sumTint += tint[i]!;
  }
  return n === 0 ? { miredShift: 0, tint: 0, support: 0 } : { miredShift: sumMired / n, tint: sumTint / n, support: n / total };
}
