import type { PhotometricPlanes } from '@photocrafter/shared/attributes/attribute';
import { transformVector, type Matrix3, type Vector3 } from '@photocrafter/shared/pixels/matrix3';
import { compileTransfer } from '@photocrafter/shared/pixels/transfer';
import type { CastEstimate, NeutralVote } from './evidence';
import { neutralMode } from './neutral-mode';
import { neutralSamples, type NeutralSamples } from './neutral-samples';
import { whiteDeviation, type WhiteDeviation } from './white-deviation';

/** Fewer unclipped samples than this say nothing. */
const MIN_SAMPLES = 200;
/** Disagreement (weighted mean distance of the votes from their median) at which the estimate is given up, mired and Duv x 1000. */
const SPREAD_MIRED = 18;
const SPREAD_TINT = 7;
/** Minkowski norm of shades-of-grey: Finlayson & Trezzi 2004. */
const SHADES_NORM = 6;
/** Share of the brightest unclipped samples that the highlights vote looks at. */
const HIGHLIGHT_SHARE = 0.03;

/**
 * What the scene's white is, by vote: grey-world, shades-of-grey (p = 6), grey-edge (van de Weijer 2007), the mode of the
 * near-neutral colours and the unclipped highlights. Foliage, sky, skin and paint count little. The answer is the weighted
 * median; its confidence is 0 when the votes disagree or when no greys are there to support them.
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
  const miredShift = weightedMedian(votes, (v) => v.miredShift);
  const tint = weightedMedian(votes, (v) => v.tint);
  const weight = votes.reduce((sum, v) => sum + v.confidence, 0);
  const spread = (value: (v: NeutralVote) => number, centre: number): number =>
    votes.reduce((sum, v) => sum + v.confidence * Math.abs(value(v) - centre), 0) / Math.max(weight, 1e-6);
  const agreement = Math.exp(-0.5 * ((spread((v) => v.miredShift, miredShift) / SPREAD_MIRED) ** 2 + (spread((v) => v.tint, tint) / SPREAD_TINT) ** 2));
  return { miredShift, tint, confidence: agreement * Math.sqrt(mode.confidence), votes };
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

function weightedMedian(votes: readonly NeutralVote[], value: (vote: NeutralVote) => number): number {
  const sorted = [...votes].sort((p, q) => value(p) - value(q));
  const half = votes.reduce((sum, v) => sum + v.confidence, 0) / 2;
  let below = 0;
  for (const vote of sorted) {
    below += vote.confidence;
    if (below >= half) return value(vote);
  }
  return 0;
}
