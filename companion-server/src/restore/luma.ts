/** Rec. 709 luma of an encoded colour or of a difference of colours: what the eye takes for lightness, near enough to split a small change. */
export function lumaOf(red: number, green: number, blue: number): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** `lumaOf` of encoded interleaved RGB at sample `at`, 0..1. */
export function luma(data: Float32Array, at: number): number {
  return lumaOf(data[at]!, data[at + 1]!, data[at + 2]!);
}
