/** Coverage 0..1 of the pixels of a block, as `rasterise-mask.ts` defines it, in float64 as there. */
import {
  HEADER_HEIGHT, HEADER_WIDTH, MASK_CENTRE_X, MASK_CENTRE_Y, MASK_HEIGHT, MASK_INNER, MASK_KIND, MASK_NEXT, MASK_OUTER,
  MASK_RASTER, MASK_SAMPLES, MASK_WIDTH,
} from './program-layout';

// @ts-ignore: decorator
@inline
function samplePosition(index: i32, size: i32, maskSize: i32): f64 {
  return min(max((<f64>index + 0.5) / <f64>size * <f64>maskSize - 0.5, 0), <f64>(maskSize - 1));
}

// @ts-ignore: decorator
@inline
function between(row: usize, left: i32, right: i32, fraction: f64): f64 {
  return <f64>load<u8>(row + left) * (1 - fraction) + <f64>load<u8>(row + right) * fraction;
}

function rasterAt(mask: usize, width: i32, height: i32, x: i32, y: i32): f64 {
  const maskWidth = load<i32>(mask + MASK_WIDTH), maskHeight = load<i32>(mask + MASK_HEIGHT);
  const samples = load<usize>(mask + MASK_SAMPLES);
  const across = samplePosition(x, width, maskWidth), down = samplePosition(y, height, maskHeight);
  const left = <i32>across, upper = <i32>down;
  const right = min(left + 1, maskWidth - 1), lower = min(upper + 1, maskHeight - 1);
  const top = between(samples + <usize>upper * maskWidth, left, right, across - <f64>left);
  const bottom = between(samples + <usize>lower * maskWidth, left, right, across - <f64>left);
  const fraction = down - <f64>upper;
  return (top * (1 - fraction) + bottom * fraction) / 255;
}

function radialAt(mask: usize, width: i32, height: i32, x: i32, y: i32): f64 {
  const dx = <f64>x + 0.5 - load<f64>(mask + MASK_CENTRE_X) * <f64>width;
  const dy = <f64>y + 0.5 - load<f64>(mask + MASK_CENTRE_Y) * <f64>height;
  const halfDiagonal = sqrt(<f64>width * <f64>width + <f64>height * <f64>height) / 2;
  const inner = load<f64>(mask + MASK_INNER), outer = load<f64>(mask + MASK_OUTER);
  const t = min(max((sqrt(dx * dx + dy * dy) / halfDiagonal - inner) / max(outer - inner, 1e-6), 0), 1);
  return t * t * (3 - 2 * t);
}

/** Fills `plane` for `count` pixels from `firstPixel` on, counted from the top left of the picture. */
export function cover(mask: usize, program: usize, firstPixel: i32, count: i32, plane: usize): void {
  const width = load<i32>(program + HEADER_WIDTH), height = load<i32>(program + HEADER_HEIGHT);
  let x = firstPixel % width, y = firstPixel / width;
  for (let i = 0; i < count; i++) {
    let weight: f64 = 1;
    for (let factor = mask; factor != 0; factor = load<usize>(factor + MASK_NEXT)) {
      weight *= load<i32>(factor + MASK_KIND) == MASK_RASTER ? rasterAt(factor, width, height, x, y) : radialAt(factor, width, height, x, y);
    }
    store<f32>(plane + (<usize>i << 2), <f32>weight);
    if (++x == width) { x = 0; y++; }
  }
}
