import { lumaOf } from './luma';

/** How much of a change is taken, 0..1, apart for lightness and for colour. */
export interface Blend { readonly luma: number; readonly chroma: number }

/** Colour noise is never liked, grain often is: colour follows the strength this much faster. */
const COLOUR_LEADS = 2;

/** What a strength 0..1 means for a change that removes noise: half of it takes half of the grain but all of the coloured speckle. */
export function noiseBlend(strength: number): Blend { return { luma: strength, chroma: Math.min(1, COLOUR_LEADS * strength) }; }

export function evenBlend(strength: number): Blend { return { luma: strength, chroma: strength }; }

/** `after` becomes `before` plus the taken part of the change, in place; `weights` (0..1 a pixel) scale it further. Interleaved RGB, encoded. */
export function blendChange(before: Float32Array, after: Float32Array, pixels: number, { luma, chroma }: Blend, weights?: Float32Array): void {
  if (luma === 1 && chroma === 1 && weights === undefined) return;
  for (let i = 0, p = 0; i < pixels; i++, p += 3) {
    const r = after[p]! - before[p]!, g = after[p + 1]! - before[p + 1]!, b = after[p + 2]! - before[p + 2]!;
    const lightness = lumaOf(r, g, b);
    const weight = weights === undefined ? 1 : weights[i]!;
    const common = weight * (luma - chroma) * lightness, own = weight * chroma;
    after[p] = before[p]! + own * r + common;
    after[p + 1] = before[p + 1]! + own * g + common;
    after[p + 2] = before[p + 2]! + own * b + common;
  }
}
