import type { FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import type { FocusEvidence } from './evidence';
import { detailTiles } from './detail';
import { resampleGrid } from './grid-filters';

/** A tile below this blur reads as in focus at 1024 px: the median of the sharpest tenth over the development photos is .25 with 5 % of them above .42. */
export const SHARP_TILE_BLUR = 0.42;

/** The picture's focus, from tiles; `subjectWeights` (at the analysis size) says which tiles are the subject. */
export function measureFocus(proxy: FloatImage, subjectWeights?: { readonly weights: Float32Array; readonly width: number; readonly height: number }): FocusEvidence {
  const { columns, rows, horizontal, vertical } = detailTiles(proxy);
  const subject = subjectWeights && resampleGrid(subjectWeights.weights, subjectWeights.width, subjectWeights.height, columns, rows);
  const tiles = Array.from({ length: columns * rows }, (_, i) => ({ h: horizontal[i]!, v: vertical[i]!, blur: worse(horizontal[i]!, vertical[i]!), subject: subject?.[i] ?? 0 }));
  const textured = tiles.filter((t) => !Number.isNaN(t.blur));
  const sharpest = quantileOf(textured.map((t) => t.blur), 0.1);
  const crisp = sharpest === undefined ? [] : textured.filter((t) => t.blur <= sharpest + 0.02);
  const within = textured.filter((t) => t.subject > 0.5).map((t) => t.blur);
  const outside = textured.filter((t) => t.subject < 0.25).map((t) => t.blur);
  const [subjectBlur, backgroundBlur] = [quantileOf(within, 0.25), quantileOf(outside, 0.25)];
  return {
    texturedShare: textured.length / tiles.length,
    sharpShare: textured.filter((t) => t.blur < SHARP_TILE_BLUR).length / tiles.length,
    directionality: Math.abs(mean(crisp.map((t) => t.h)) - mean(crisp.map((t) => t.v))),
    ...(sharpest !== undefined && { sharpestBlur: sharpest }),
    ...(subjectBlur !== undefined && { subjectBlur }),
    ...(backgroundBlur !== undefined && { backgroundBlur }),
  };
}

/** Crete's metric takes the worse direction; a tile with texture in one direction only is judged by that one. */
function worse(h: number, v: number): number {
  if (Number.isNaN(h)) return v;
  return Number.isNaN(v) ? h : Math.max(h, v);
}

function quantileOf(values: readonly number[], q: number): number | undefined {
  if (values.length < 3) return undefined;
  return [...values].sort((a, b) => a - b)[Math.floor(q * (values.length - 1))];
}

function mean(values: readonly number[]): number {
  const known = values.filter((v) => !Number.isNaN(v));
  return known.length === 0 ? 0 : known.reduce((sum, v) => sum + v, 0) / known.length;
}
