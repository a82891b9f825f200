import type { PhotometricPlanes } from '@photocrafter/shared/attributes/attribute';
import { measureAttributes } from '@photocrafter/shared/attributes/index';
import { computePlanes } from '@photocrafter/shared/attributes/planes';
import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';

/** Regions whose colour people know by heart: weights 0..1 at the size of the proxy, absent where there is none. */
export interface Protected { readonly skin?: Float32Array; readonly sky?: Float32Array }

/** `size` is the sum of all excesses in units of their limits: 0 = no harm. `worst` completes "it would have ...". */
export interface Harm { readonly size: number; readonly worst: string }

/** New clipped share of the picture: a hundredth is seen in a sky, two in shadows. */
const CLIPPED_HIGHLIGHTS_LIMIT = 0.01;
const CLIPPED_SHADOWS_LIMIT = 0.02;
/** Paper white may sink by this many L*; more, and a white ground turns grey although nothing came back in it. */
const SUNKEN_WHITE_LIMIT = 6;
const LEAST_WHITE_SHARE = 0.04;
/** Degrees of hue: memory colours tolerate about this much (skin less than sky; Yendrikhovskij et al. 1999). */
const SKIN_HUE_LIMIT = 6;
const SKY_HUE_LIMIT = 12;
/** Hue of nearly grey patches is noise. */
const LEAST_CHROMA = 6;

interface Excess { readonly over: number; readonly said: string }

/** Measures what an edit broke. Both pictures have one size. */
export function findHarm(before: FloatImage, after: FloatImage, kept: Protected): Harm {
  const [was, is] = [computePlanes(before), computePlanes(after)];
  const [wasClipped, isClipped] = [measureAttributes(was), measureAttributes(is)];
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const brighter = (isClipped.clippedHighlights ?? 0) - (wasClipped.clippedHighlights ?? 0);
  const darker = (isClipped.clippedShadows ?? 0) - (wasClipped.clippedShadows ?? 0);
  const excesses: Excess[] = [
    { over: brighter / CLIPPED_HIGHLIGHTS_LIMIT - 1, said: `clipped another ${percent(brighter)} of the picture to white` },
    { over: darker / CLIPPED_SHADOWS_LIMIT - 1, said: `clipped another ${percent(darker)} of the picture to black` },
    sunkenWhite(was, is),
    hueExcess('skin', kept.skin, SKIN_HUE_LIMIT, was, is),
    hueExcess('the sky', kept.sky, SKY_HUE_LIMIT, was, is),
  ];
  const harmful = excesses.filter(({ over }) => over > 0);
  const worst = harmful.reduce((most, excess) => (excess.over > most.over ? excess : most), { over: 0, said: 'done no harm' });
  return { size: harmful.reduce((sum, { over }) => sum + over, 0), worst: worst.said };
}

/** How far pixels without any tone left have been pulled down: that recovers nothing. */
function sunkenWhite(was: PhotometricPlanes, is: PhotometricPlanes): Excess {
  let count = 0, fallen = 0;
  for (let i = 0; i < was.lightness.length; i++) {
    if (was.lightness[i]! < 99.5) continue;
    count++;
    fallen += was.lightness[i]! - is.lightness[i]!;
  }
  if (count < LEAST_WHITE_SHARE * was.lightness.length) return { over: 0, said: '' };
  const mean = fallen / count;
  return { over: mean / SUNKEN_WHITE_LIMIT - 1, said: `turned ${((100 * count) / was.lightness.length).toFixed(0)} % of the frame from white to grey, by ${mean.toFixed(0)} L*` };
}

function hueExcess(name: string, weights: Float32Array | undefined, limit: number, was: PhotometricPlanes, is: PhotometricPlanes): Excess {
  const [from, to] = [meanColour(was, weights), meanColour(is, weights)];
  if (from === undefined || to === undefined || Math.min(from.chroma, to.chroma) < LEAST_CHROMA) return { over: 0, said: '' };
  const turn = Math.abs(((to.hue - from.hue + 540) % 360) - 180);
  return { over: turn / limit - 1, said: `turned the hue of ${name} by ${turn.toFixed(0)} degrees` };
}

function meanColour({ a, b }: PhotometricPlanes, weights: Float32Array | undefined): { hue: number; chroma: number } | undefined {
  if (weights === undefined) return undefined;
  let sumA = 0, sumB = 0, sum = 0;
  for (let i = 0; i < a.length; i++) {
    sumA += weights[i]! * a[i]!;
    sumB += weights[i]! * b[i]!;
    sum += weights[i]!;
  }
  if (sum === 0) return undefined;
  return { hue: (Math.atan2(sumB, sumA) * 180) / Math.PI, chroma: Math.hypot(sumA, sumB) / sum };
}
