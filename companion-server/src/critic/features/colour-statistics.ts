import { entropy, momentsOf, percentilesBetween, sharesBetween } from './distribution';
import type { GreyPlane } from './grey-plane';
import { fitGeneralisedGaussian, normalisePlane } from './natural-scene-statistics';

/** Encoded sRGB in 0..255, one plane a channel, and the same as luma and two colour differences (BT.601). */
export interface ColourPlanes {
  readonly red: GreyPlane; readonly green: GreyPlane; readonly blue: GreyPlane;
  readonly luma: GreyPlane; readonly cb: GreyPlane; readonly cr: GreyPlane;
}

const HUES = 12;
const TONES = 16;

/** 48 numbers at half size: how much colour, which hues, channel means and deviations, the natural-scene statistics and noise of the colour differences. */
export function colourStatistics({ red, green, blue, cb, cr }: ColourPlanes): number[] {
  const n = cb.data.length;
  const chroma = new Float32Array(n), hues = new Float64Array(HUES), redGreen = new Float32Array(n), yellowBlue = new Float32Array(n), saturation = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    const u = cb.data[i]!, v = cr.data[i]!;
    const size = chroma[i] = Math.sqrt(u * u + v * v);
    if (size > 4) hues[Math.min(HUES - 1, Math.floor(((Math.atan2(v, u) + Math.PI) / (2 * Math.PI)) * HUES))]! += Math.min(size, 60);
    const r = red.data[i]!, g = green.data[i]!, b = blue.data[i]!;
    redGreen[i] = r - g;
    yellowBlue[i] = (r + g) / 2 - b;
    const most = Math.max(r, g, b);
    saturation[i] = most < 1 ? 0 : 1 - Math.min(r, g, b) / most;
  }
  const all = hues.reduce((sum, value) => sum + value, 1e-6);
  const shares = Array.from(hues, (value) => value / all);
  const [rg, yb, sat] = [momentsOf(redGreen), momentsOf(yellowBlue), momentsOf(saturation)];
  // Hasler and Suesstrunk 2003
  const colourfulness = Math.hypot(rg.deviation, yb.deviation) + 0.3 * Math.hypot(rg.mean, yb.mean);
  const channels = [red, green, blue].flatMap(({ data }) => { const { mean, deviation } = momentsOf(data); return [mean / 128, deviation / 64]; });
  const differences = [cb, cr].flatMap((plane) => {
    const { data, sigma } = normalisePlane(plane);
    const [low, middle, high] = percentilesBetween(sigma, 0, 64, [0.1, 0.5, 0.9]);
    return [...fitGeneralisedGaussian(data), momentsOf(data).kurtosis, Math.log1p(low!), Math.log1p(middle!), Math.log1p(high!)];
  });
  return [
    ...percentilesBetween(chroma, 0, 180, [0.1, 0.5, 0.75, 0.9, 0.99]).map((value) => Math.log1p(value)), Math.log1p(momentsOf(chroma).mean),
    ...shares, entropy(shares), Math.log1p(colourfulness), rg.mean / 64, yb.mean / 64, Math.log1p(rg.deviation), Math.log1p(yb.deviation),
    sat.mean, sat.deviation, ...channels, ...differences,
  ];
}

/** 39 numbers: luma histogram, entropy, percentiles, moments, clipped ends, the dark channel and local contrast against the whole. */
export function toneStatistics({ luma, red, green, blue }: ColourPlanes): number[] {
  const shares = sharesBetween(luma.data, 0, 256, TONES);
  const { mean, deviation, skew, kurtosis } = momentsOf(luma.data);
  let black = 0, white = 0;
  const dark = new Float32Array(red.data.length);
  for (let i = 0; i < dark.length; i++) {
    const r = red.data[i]!, g = green.data[i]!, b = blue.data[i]!;
    dark[i] = Math.min(r, g, b);
    if (Math.max(r, g, b) < 4) black++;
    if (Math.max(r, g, b) > 251) white++;
  }
  return [
    ...shares.map(Math.sqrt), entropy(shares), ...percentilesBetween(luma.data, 0, 256, [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99]).map((value) => value / 128),
    mean / 128, deviation / 64, skew, Math.log1p(kurtosis), Math.sqrt(black / dark.length), Math.sqrt(white / dark.length),
    ...percentilesBetween(dark, 0, 256, [0.05, 0.25, 0.5, 0.75, 0.95]).map((value) => value / 128),
    (1 - deviation / (Math.abs(mean - 128) + deviation + 1)), Math.log((deviation + 1) / (mean + 8)),
  ];
}

const GRID = 4;

/** 64 numbers: luma, its deviation, finest detail and chroma on a 4 x 4 grid: where the subject is, and whether it is the sharp part. Planes at half size. */
export function layoutStatistics({ luma, cb, cr }: ColourPlanes): number[] {
  const { width, height, data } = luma;
  const cells = Array.from({ length: GRID * GRID }, () => ({ sum: 0, square: 0, detail: 0, chroma: 0, n: 1e-9 }));
  for (let y = 0; y + 1 < height; y++) {
    const row = Math.floor((y * GRID) / height) * GRID;
    for (let x = 0, at = y * width; x + 1 < width; x++, at++) {
      const cell = cells[row + Math.floor((x * GRID) / width)]!;
      const value = data[at]!, u = cb.data[at]!, v = cr.data[at]!;
      cell.sum += value; cell.square += value * value; cell.n++;
      cell.detail += Math.abs(data[at + 1]! - value) + Math.abs(data[at + width]! - value);
      cell.chroma += Math.sqrt(u * u + v * v);
    }
  }
  return cells.flatMap(({ sum, square, detail, chroma, n }) => [sum / n / 128, Math.log1p(Math.sqrt(Math.max(0, square / n - (sum / n) ** 2))), Math.log1p(detail / n), Math.log1p(chroma / n)]);
}
