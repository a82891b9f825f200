import { LINEAR_SRGB, SRGB, type ColourEncoding } from '@photocrafter/shared/pixels/colour-encoding';
import { invertMatrix, multiplyMatrices } from '@photocrafter/shared/pixels/matrix3';
import { maxSample, type RasterDescription, type SampleArray } from '@photocrafter/shared/pixels/pixel-buffer';
import { compileTransfer } from '@photocrafter/shared/pixels/transfer';
import { lumaOf } from './luma';

/** The border between a picture's own samples and the sRGB-encoded floats that networks were trained on. The one file that knows both. */
export interface SampleRows {
  /** `count` pixels from sample `from` of `samples` into interleaved RGB at pixel `to` of `target`; clamped to 0..1 */
  read(samples: SampleArray, from: number, target: Float32Array, to: number, count: number): void;
  /**
   * Adds to `count` pixels of `samples` what changed between `before` (as read) and `after`. As a difference, so that precision and colours
   * outside sRGB survive: what did not change keeps its exact samples. Alpha is never touched; grey takes the Rec. 709 luma of the change.
   */
  addChange(samples: SampleArray, from: number, before: Float32Array, after: Float32Array, at: number, count: number): void;
}

export function sampleRows({ channels, depth }: RasterDescription, encoding: ColourEncoding): SampleRows {
  const max = maxSample(depth);
  const grey = channels < 3;
  const [green, blue] = grey ? [0, 0] : [1, 2];
  const store = depth === 32 ? (value: number): number => value : (value: number): number => Math.max(0, Math.min(max, Math.round(value * max)));
  // grey profiles have a tone curve only, and a curve changes nothing that a difference could lose
  const foreign = encoding === SRGB ? undefined : converters(encoding);
  const pixel = new Float64Array(3), changed = new Float64Array(3);
  return {
    read(samples, from, target, to, count) {
      const scale = 1 / max;
      for (let i = 0, p = from * channels, t = to * 3; i < count; i++, p += channels, t += 3) {
        let r = samples[p]! * scale, g = samples[p + green]! * scale, b = samples[p + blue]! * scale;
        if (foreign !== undefined) {
          pixel[0] = r; pixel[1] = g; pixel[2] = b;
          foreign.toSrgb(pixel);
          r = pixel[0]; g = pixel[1]; b = pixel[2];
        }
        target[t] = r < 0 ? 0 : r > 1 ? 1 : r;
        target[t + 1] = g < 0 ? 0 : g > 1 ? 1 : g;
        target[t + 2] = b < 0 ? 0 : b > 1 ? 1 : b;
      }
    },
    addChange(samples, from, before, after, at, count) {
      const scale = 1 / max;
      for (let i = 0, p = from * channels, t = at * 3; i < count; i++, p += channels, t += 3) {
        let r = after[t]! - before[t]!, g = after[t + 1]! - before[t + 1]!, b = after[t + 2]! - before[t + 2]!;
        if (r === 0 && g === 0 && b === 0) continue;
        if (foreign !== undefined) {
          for (let c = 0; c < 3; c++) { pixel[c] = before[t + c]!; changed[c] = after[t + c]!; }
          foreign.fromSrgb(pixel);
          foreign.fromSrgb(changed);
          r = changed[0]! - pixel[0]!; g = changed[1]! - pixel[1]!; b = changed[2]! - pixel[2]!;
        }
        if (grey) {
          samples[p] = store(samples[p]! * scale + lumaOf(r, g, b));
        } else {
          samples[p] = store(samples[p]! * scale + r);
          samples[p + 1] = store(samples[p + 1]! * scale + g);
          samples[p + 2] = store(samples[p + 2]! * scale + b);
        }
      }
    },
  };
}

type Convert = (pixel: Float64Array) => void;

/** In place, through linear light; nothing is clipped. */
function converters(encoding: ColourEncoding): { readonly toSrgb: Convert; readonly fromSrgb: Convert } {
  const own = compileTransfer(encoding), srgb = compileTransfer(SRGB);
  const there = multiplyMatrices(invertMatrix(LINEAR_SRGB.rgbToXyz), encoding.rgbToXyz), back = invertMatrix(there);
  const convert = (toLinear: (v: number) => number, m: readonly number[], toEncoded: (v: number) => number): Convert => (pixel) => {
    const r = toLinear(pixel[0]!), g = toLinear(pixel[1]!), b = toLinear(pixel[2]!);
    for (let c = 0; c < 3; c++) pixel[c] = toEncoded(m[3 * c]! * r + m[3 * c + 1]! * g + m[3 * c + 2]! * b);
  };
  return { toSrgb: convert(own.toLinearFast, there, srgb.toEncodedFast), fromSrgb: convert(srgb.toLinearFast, back, own.toEncodedFast) };
}
