/** Rec. 709 luma of encoded interleaved RGB at sample `at`, 0..1. */
export function luma(data: Float32Array, at: number): number {
  return 0.2126 * data[at]! + 0.7152 * data[at + 1]! + 0.0722 * data[at + 2]!;
}
