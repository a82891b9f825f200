import type { PhotometricPlanes } from '@photocrafter/shared/attributes/attribute';
import { transformVector, type Matrix3, type Vector3 } from '@photocrafter/shared/pixels/matrix3';
import { compileTransfer } from '@photocrafter/shared/pixels/transfer';
import type { CastEstimate, NeutralVote } from './evidence';
import { neutralMode } from './neutral-mode';
import { neutralSamples, type NeutralSamples } from './neutral-samples';
import { whiteDeviation, type WhiteDeviation } from './white-deviation';

/** Fewer unclipped samples than this say nothing. */
const MIN_SAMPLES = 200;
/**
 * How much each vote counts, by non-negative least squares on 45 development photos with known casts (+-30, +-60 mired,
 * +-12 Duv) and without, leave-one-photo-out. Grey-world adds nothing to the others' sum and only speaks on agreement. The
 * offset is the warm bias of edges and lights in real scenes. Sums below 1 shrink a doubtful estimate towards no cast.
 */
const MIRED_WEIGHTS: Readonly<Record<NeutralVote['method'], number>> = { greyWorld: 0, shadesOfGrey: 0.08, greyEdge: 0.13, nearNeutrals: 0.17, highlights: 0.23 };
const MIRED_OFFSET = -6;
const TINT_WEIGHTS: Readonly<Record<NeutralVote['method'], number>> = { greyWorld: 0, shadesOfGrey: 0.13, greyEdge: 0, nearNeutrals: 0.31, highlights: 0.04 };
/** Votes beyond these are about paint, not light. */
const LARGEST_MIRED = 90;
const LARGEST_TINT = 30;
/** Half the quartile distance of the votes at which their agreement has fallen to .6, mired and Duv x 1000. */
const SPREAD_MIRED = 22;
const SPREAD_TINT = 7;
/** Minkowski norm of shades-of-grey: Finlayson & Trezzi 2004. */
const SHADES_NORM = 6;
/** Share of the brightest unclipped samples that the highlights vote looks at. */
const HIGHLIGHT_SHARE = 0.03;

/**
 * What the scene's white is, by vote: grey-world, shades-of-grey (p = 6), grey-edge (van de Weijer 2007), the mode of the
 * near-neutral colours and the unclipped highlights. Foliage, sky, skin and paint count little. The answer is a weighted
 * sum; its confidence nears 0 when the votes disagree.
 */
export function estimateCast(planes: PhotometricPlanes): CastEstimate {
  const samples = neutralSamples(planes);
  if (samples.count < MIN_SAMPLES) return { miredShift: 0, tint: 0, confidence: 0, votes: [] };
  const { rgbToXyz } = planes.image.encoding;
  const mode = neutralMode(samples, rgbToXyz);
  const diversity = hueDiversity(planes);
  const votes: NeutralVote[] = [
    { method: 'greyWorld', ...deviation(rgbToXyz, minkowski(samples, 1)), confidence: 0.5 * diversity },
    { method: 'shadesOfGrey', ...deviation(rgbToXyz, minkowski(samples, SHADES_NORM)), confidence: 0.6 * diversity },
    { method: 'greyEdge', ...deviation(rgbToXyz, greyEdge(planes)), confidence: 0.6 },
    { method: 'nearNeutrals', ...mode },
    { method: 'highlights', ...deviation(rgbToXyz, highlights(samples)), confidence: 0.4 },
  ];
  const miredShift = MIRED_OFFSET + weightedSum(votes.map((v) => MIRED_WEIGHTS[v.method] * clamp(v.miredShift, LARGEST_MIRED)));
  const tint = weightedSum(votes.map((v) => TINT_WEIGHTS[v.method] * clamp(v.tint, LARGEST_TINT)));
  const disagreement = (spreadOf(votes.map((v) => v.miredShift)) / SPREAD_MIRED) ** 2 + (spreadOf(votes.map((v) => v.tint)) / SPREAD_TINT) ** 2;
  return { miredShift, tint, confidence: Math.exp(-0.5 * disagreement), votes };
}

function weightedSum(terms: readonly number[]): number {
  return terms.reduce((sum, term) => sum + term, 0);
}

function clamp(value: number, largest: number): number {
  return Math.min(largest, Math.max(-largest, value));
}

/** Half the distance of the second from the fourth of five values. */
function spreadOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[3]! - sorted[1]!) / 2;
}

/** Trust-weighted Minkowski mean of the linear channels. */
function minkowski(samples: NeutralSamples, norm: number): Vector3 {
  const mean = (channel: Float32Array): number => {
    let sum = 0;
    for (let i = 0; i < samples.count; i++) sum += samples.trust[i]! * (norm === 1 ? channel[i]! : channel[i]! ** norm);
    return (sum / samples.count) ** (1 / norm);
  };
  return [mean(samples.red), mean(samples.green), mean(samples.blue)];
}

/** Mean absolute step of each linear channel between neighbours: the edges of all things together average to the light's colour. */
function greyEdge(planes: PhotometricPlanes): Vector3 {
  const { width, height, data, encoding } = planes.image;
  const { toLinearFast } = compileTransfer(encoding);
  const sums: [number, number, number] = [0, 0, 0];
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x + 2 < width; x += 2) {
      const i = y * width + x;
      if (planes.usable[i] === 0 || planes.usable[i + 2] === 0) continue;
      for (let c = 0; c < 3; c++) sums[c]! += Math.abs(toLinearFast(data[3 * i + c]!) - toLinearFast(data[3 * i + 6 + c]!));
    }
  }
  return sums;
}

function highlights(samples: NeutralSamples): Vector3 {
  const sorted = samples.lightness.slice(0, samples.count).sort();
  const limit = sorted[Math.floor((1 - HIGHLIGHT_SHARE) * (samples.count - 1))]!;
  const sum: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < samples.count; i++) {
    if (samples.lightness[i]! < limit) continue;
    sum[0] += samples.red[i]!;
    sum[1] += samples.green[i]!;
    sum[2] += samples.blue[i]!;
  }
  return sum;
}

function deviation(rgbToXyz: Matrix3, white: Vector3): WhiteDeviation {
  return whiteDeviation(...transformVector(rgbToXyz, white));
}

/** 0..1: 1 when the colours point in all directions (their mean is grey because the light is), 0 when one hue rules. */
function hueDiversity(planes: PhotometricPlanes): number {
  let a = 0;
  let b = 0;
  let chroma = 0;
  for (let i = 0; i < planes.a.length; i += 3) {
    a += planes.a[i]!;
    b += planes.b[i]!;
    chroma += Math.sqrt(planes.a[i]! ** 2 + planes.b[i]! ** 2);
  }
  return chroma > 0 ? 1 - Math.hypot(a, b) / chroma : 1;
}
