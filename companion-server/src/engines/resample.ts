/** Weights of the source samples that make one target sample. */
interface Taps { readonly first: number; readonly weights: Float64Array }

/**
 * A triangle filter, as wide as one target pixel where the picture shrinks (so that nothing is skipped) and one source
 * pixel where it grows (bilinear). Sample centres lie at half pixels; edges are renormalised.
 */
function tapsFor(from: number, to: number): Taps[] {
  const scale = from / to;
  const radius = Math.max(1, scale);
  return Array.from({ length: to }, (_, target) => {
    const centre = (target + 0.5) * scale - 0.5;
    const first = Math.max(0, Math.ceil(centre - radius));
    const last = Math.min(from - 1, Math.floor(centre + radius));
    const weights = Float64Array.from({ length: last - first + 1 }, (_unused, i) => Math.max(0, 1 - Math.abs(first + i - centre) / radius));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return { first, weights: weights.map((weight) => weight / total) };
  });
}

/** Resamples the middle axis of data seen as [outer, extent, inner]. */
function resampleAxis(source: Float32Array, outer: number, from: number, to: number, inner: number): Float32Array {
  if (from === to) return source;
  const target = new Float32Array(outer * to * inner);
  tapsFor(from, to).forEach(({ first, weights }, position) => {
    for (let block = 0; block < outer; block++) {
      for (let i = 0; i < inner; i++) {
        let total = 0;
        for (let tap = 0; tap < weights.length; tap++) total += weights[tap]! * source[(block * from + first + tap) * inner + i]!;
        target[(block * to + position) * inner + i] = total;
      }
    }
  });
  return target;
}

export interface Size { readonly width: number; readonly height: number }

/**
 * Stretches interleaved samples to another size, width and height separately; the aspect ratio may change.
 * Works on the values as they are (no linearisation): networks expect encoded pictures.
 * @returns `to.width * to.height * channels` samples; the source itself when the size is the same
 */
export function resample(source: Float32Array, from: Size, to: Size, channels: number): Float32Array {
  const narrowed = resampleAxis(source, from.height, from.width, to.width, channels);
  return resampleAxis(narrowed, 1, from.height, to.height, to.width * channels);
}
