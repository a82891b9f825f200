/** Counts of R, G, B in 256 levels each, and the shares of pixels that are cut off. */
export interface Histogram { readonly red: Uint32Array; readonly green: Uint32Array; readonly blue: Uint32Array; readonly clippedShadows: number; readonly clippedHighlights: number }

/** Counts samples R G B A. Shadows are cut off where all channels are empty, highlights where one is full: as the false colour marks them. */
export function countHistogram(samples: Uint8ClampedArray): Histogram {
  const [red, green, blue] = [new Uint32Array(256), new Uint32Array(256), new Uint32Array(256)];
  let dark = 0;
  let bright = 0;
  for (let at = 0; at < samples.length; at += 4) {
    const r = samples[at]!;
    const g = samples[at + 1]!;
    const b = samples[at + 2]!;
    red[r]!++;
    green[g]!++;
    blue[b]!++;
    if (r + g + b === 0) dark++;
    else if (r === 255 || g === 255 || b === 255) bright++;
  }
  const count = Math.max(samples.length / 4, 1);
  return { red, green, blue, clippedShadows: dark / count, clippedHighlights: bright / count };
}
