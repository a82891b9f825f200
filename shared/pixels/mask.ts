/**
 * Where an adjustment applies. Coordinates are normalised to the picture (0..1 from the top left), so a mask fits any size.
 * `raster` samples are 8-bit coverage (0 none, 255 full), base64, row by row, stretched over the whole picture with
 * bilinear interpolation between sample centres. `radial` is 0 inside `inner` and 1 outside `outer` (smoothstep between),
 * measured as distance from the centre in units of the half diagonal: the falloff of a lens. `product` is where all of its
 * masks are: a step's mask times its operator's own, whose exact shape depends on the picture's size.
 */
export type Mask =
  | { readonly kind: 'raster'; readonly width: number; readonly height: number; readonly data: string; readonly label: string }
  | { readonly kind: 'radial'; readonly centreX: number; readonly centreY: number; readonly inner: number; readonly outer: number }
  | { readonly kind: 'product'; readonly masks: readonly Mask[] };

/** A box in normalised coordinates, 0..1 from the top left. */
export interface NormalisedBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
