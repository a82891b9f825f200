/** Coverage 0..1 of the pixels of a block, as `rasterise-mask.ts` defines it, in float64 as there. */
import {
  HEADER_HEIGHT, HEADER_WIDTH, MASK_CENTRE_X, MASK_CENTRE_Y, MASK_HEIGHT, MASK_INNER, MASK_KIND, MASK_NEXT, MASK_OUTER,
  MASK_RASTER, MASK_SAMPLES, MASK_WIDTH,
} from './program-layout';

// @ts-ignore: decorator
@inline
function unit(value: f64): f64 {
  return min(max(value, 0), 1);
}

/** Where the centre of pixel `index` lies among the mask's sample centres. */
// @ts-ignore: decorator
@inline
function samplePosition(index: i32, perPixel: f64, maskSize: i32): f64 {
  return min(max((<f64>index + 0.5) * perPixel - 0.5, 0), <f64>(maskSize - 1));
}

// @ts-ignore: decorator
@inline
function mix(row: usize, left: i32, right: i32, fraction: f64): f64 {
  return <f64>load<u8>(row + left) * (1 - fraction) + <f64>load<u8>(row + right) * fraction;
}

// @ts-ignore: decorator
@inline
function multiply(weight: usize, factor: f64): void {
  store<f32>(weight, load<f32>(weight) * <f32>factor);
}

/** Pixels `x` .. `x + count - 1` of row `y`. */
function coverRaster(mask: usize, width: i32, height: i32, x: i32, y: i32, count: i32, weights: usize): void {
  const maskWidth = load<i32>(mask + MASK_WIDTH), maskHeight = load<i32>(mask + MASK_HEIGHT);
  const down = samplePosition(y, <f64>maskHeight / <f64>height, maskHeight);
  const upper = <i32>down;
  const upperRow = load<usize>(mask + MASK_SAMPLES) + <usize>(upper * maskWidth);
  const lowerRow = load<usize>(mask + MASK_SAMPLES) + <usize>(min(upper + 1, maskHeight - 1) * maskWidth);
  const perPixel = <f64>maskWidth / <f64>width;
  const lowerShare = (down - <f64>upper) / 255;
  const upperShare = (1 - (down - <f64>upper)) / 255;
  for (let i = 0; i < count; i++) {
    const across = samplePosition(x + i, perPixel, maskWidth);
    const left = <i32>across;
    const right = min(left + 1, maskWidth - 1);
    const fraction = across - <f64>left;
    multiply(weights + (<usize>i << 2), mix(upperRow, left, right, fraction) * upperShare + mix(lowerRow, left, right, fraction) * lowerShare);
  }
}

function coverRadial(mask: usize, width: i32, height: i32, x: i32, y: i32, count: i32, weights: usize): void {
  const left = <f64>x + 0.5 - load<f64>(mask + MASK_CENTRE_X) * <f64>width;
  const dy = <f64>y + 0.5 - load<f64>(mask + MASK_CENTRE_Y) * <f64>height;
  const perHalfDiagonal = 2 / sqrt(<f64>width * <f64>width + <f64>height * <f64>height);
  const inner = load<f64>(mask + MASK_INNER);
  const perFalloff = 1 / max(load<f64>(mask + MASK_OUTER) - inner, 1e-6);
  for (let i = 0; i < count; i++) {
    const dx = left + <f64>i;
    const t = unit((sqrt(dx * dx + dy * dy) * perHalfDiagonal - inner) * perFalloff);
    multiply(weights + (<usize>i << 2), t * t * (3 - 2 * t));
  }
}

/** Fills `weights` for `count` pixels from `firstPixel` on, counted from the top left of the picture. */
export function cover(mask: usize, program: usize, firstPixel: i32, count: i32, weights: usize): void {
  const width = load<i32>(program + HEADER_WIDTH), height = load<i32>(program + HEADER_HEIGHT);
  for (let i = 0; i < count; i++) store<f32>(weights + (<usize>i << 2), 1);
  for (let factor = mask; factor != 0; factor = load<usize>(factor + MASK_NEXT)) {
    const isRaster = load<i32>(factor + MASK_KIND) == MASK_RASTER;
    let x = firstPixel % width, y = firstPixel / width;
    for (let done = 0; done < count; ) {
      const length = min(width - x, count - done);
      const at = weights + (<usize>done << 2);
      if (isRaster) coverRaster(factor, width, height, x, y, length, at);
      else coverRadial(factor, width, height, x, y, length, at);
      done += length;
      x = 0;
      y++;
    }
  }
}
