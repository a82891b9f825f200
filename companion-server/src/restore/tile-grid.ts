/** How a network wants its tiles, in pixels. */
export interface TileShape {
  /** width and height of a full tile */
  readonly side: number;
  /** what neighbours share; its outer quarters are thrown away (there a network lacks context), its middle half is blended */
  readonly overlap: number;
  /** sizes are multiples of this */
  readonly multiple: number;
  /** starts are multiples of this, so that every tile sees the picture in the same phase of the network's strides; below `side - overlap` */
  readonly step: number;
  /** the network takes full tiles only; others may be smaller where the picture is */
  readonly fixed: boolean;
}

/** Where tiles lie along one axis. The last one may end beyond the picture by less than `step`, a single one by what `multiple` or `fixed` ask. */
export interface TileAxis { readonly size: number; readonly starts: readonly number[] }

/** As few tiles as the overlap allows, evenly spread. */
export function tileAxis(length: number, { side, overlap, multiple, step, fixed }: TileShape): TileAxis {
  if (length <= side) return { size: fixed ? side : Math.ceil(length / multiple) * multiple, starts: [0] };
  const last = Math.ceil((length - side) / step) * step;
  const largestStride = Math.floor((side - overlap) / step) * step;
  const gaps = Math.ceil(last / largestStride);
  return { size: side, starts: Array.from({ length: gaps + 1 }, (_, i) => Math.floor((i * last) / gaps / step) * step) };
}

/**
 * Weights of a tile's samples along one axis: 1 inside, a raised cosine across the middle half of the overlap, 0 in its outer quarter.
 * The picture's own border is not faded. Two neighbours that share exactly `overlap` add up to 1; where more is shared, divide by the sum.
 */
export function tileWindow({ size, starts }: TileAxis, index: number, overlap: number): Float32Array {
  const apron = overlap / 4, ramp = overlap / 2;
  const rise = (distance: number): number => {
    if (overlap === 0) return 1;
    const t = Math.min(1, Math.max(0, (distance + 0.5 - apron) / ramp));
    return 0.5 - 0.5 * Math.cos(Math.PI * t);
  };
  const first = index === 0, last = index === starts.length - 1;
  return Float32Array.from({ length: size }, (_, i) => (first ? 1 : rise(i)) * (last ? 1 : rise(size - 1 - i)));
}
