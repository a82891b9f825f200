/** A function of one encoded sample, 0..1 in and out. */
export type ScalarMap = (value: number) => number;

/** One function for each of R, G, B. */
export type ChannelMaps = readonly [ScalarMap, ScalarMap, ScalarMap];

/** Changes one encoded RGB pixel in place (0..1 in; the caller clamps what comes out). In place, because it runs per pixel. */
export type PixelMap = (rgb: Float64Array) => void;

export type Rgb = readonly [number, number, number];

export function clampUnit(value: number): number {
  return value > 0 ? (value < 1 ? value : 1) : 0;
}

/** A pixel map that treats each channel by itself. */
export function perChannel([red, green, blue]: ChannelMaps): PixelMap {
  return (rgb) => {
    rgb[0] = red(rgb[0]!);
    rgb[1] = green(rgb[1]!);
    rgb[2] = blue(rgb[2]!);
  };
}
