import { createFloatImage, maxSample, type FloatImage, type SampleArray } from '@photocrafter/shared/pixels/pixel-buffer';
import { compileTransfer } from '@photocrafter/shared/pixels/transfer';
import type { DecodedImage } from './decoded-image';
import { createSamples } from './scratch-store';

/** Rows are read in pieces of about this many samples. */
const SAMPLES_AT_ONCE = 2 << 20;

/**
 * The analysis proxy: long side at most `maxSide`, each pixel the exact area average of its source pixels in linear light
 * (fractional borders weighted), RGB, encoding kept. Pictures that are small enough come as they are. Alpha is not looked at.
 */
export async function makeProxy(image: DecodedImage, maxSide: number): Promise<FloatImage> {
  const { width, height } = image.store;
  const scale = maxSide / Math.max(width, height);
  if (scale >= 1) return cropRegion(image, 0, 0, width, height);
  const proxy = createFloatImage(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)), image.encoding);
  const linear = linearTable(image);
  const columns = spans(width, proxy.width);
  const line = new Float32Array(proxy.width * 3);
  const { channels } = image.store;
  let next = 0;
  const rowsPerOutput = height / proxy.height;
  await forEachRow(image, (samples, offset, y) => {
    sumColumns(samples instanceof Float32Array ? quantise(samples.subarray(offset, offset + width * channels)) : samples, samples instanceof Float32Array ? 0 : offset, channels, linear, columns, line);
    // a source row touches one or more output rows: more only when rows are wider than one output row, which scale < 1 excludes
    for (let oy = next; oy < proxy.height; oy++) {
      const share = Math.min(y + 1, (oy + 1) * rowsPerOutput) - Math.max(y, oy * rowsPerOutput);
      if (share <= 0) break;
      addScaled(proxy.data, oy * line.length, line, share);
      if ((oy + 1) * rowsPerOutput <= y + 1) next = oy + 1;
    }
  });
  const { toEncodedFast } = compileTransfer(image.encoding);
  const area = (width / proxy.width) * rowsPerOutput;
  for (let i = 0; i < proxy.data.length; i++) proxy.data[i] = toEncodedFast(proxy.data[i]! / area);
  return proxy;
}

/** A full-resolution crop in pixels, clipped to the picture; RGB, encoding kept, no resampling. */
export async function cropRegion(image: DecodedImage, x: number, y: number, width: number, height: number): Promise<FloatImage> {
  const { store } = image;
  const left = Math.max(0, Math.min(store.width - 1, Math.floor(x)));
  const top = Math.max(0, Math.min(store.height - 1, Math.floor(y)));
  const crop = createFloatImage(Math.min(width, store.width - left), Math.min(height, store.height - top), image.encoding);
  const scale = 1 / maxSample(store.depth);
  const [green, blue] = store.channels < 3 ? [0, 0] : [1, 2];
  let target = 0;
  await forEachRow(image, (samples, offset) => {
    for (let at = offset + left * store.channels; target < crop.data.length && at < offset + (left + crop.width) * store.channels; at += store.channels) {
      crop.data[target++] = samples[at]! * scale;
      crop.data[target++] = samples[at + green]! * scale;
      crop.data[target++] = samples[at + blue]! * scale;
    }
  }, top, top + crop.height);
  return crop;
}

async function forEachRow({ store }: DecodedImage, visit: (samples: SampleArray, offset: number, y: number) => void, from = 0, to = store.height): Promise<void> {
  const rowSamples = store.width * store.channels;
  const rowsAtOnce = Math.max(1, Math.min(to - from, Math.floor(SAMPLES_AT_ONCE / rowSamples)));
  const buffer = createSamples(store.depth, rowsAtOnce * rowSamples);
  for (let y = from; y < to; y += rowsAtOnce) {
    const count = Math.min(rowsAtOnce, to - y);
    await store.readRows(y, count, buffer);
    for (let row = 0; row < count; row++) visit(buffer, row * rowSamples, y + row);
  }
}

/** Linear light by sample value; float samples are looked up at 16 bit, far finer than any measurement on the proxy. */
function linearTable({ store, encoding }: DecodedImage): Float32Array {
  const { toLinear } = compileTransfer(encoding);
  const max = store.depth === 8 ? maxSample(8) : maxSample(16);
  return Float32Array.from({ length: max + 1 }, (_, sample) => toLinear(sample / max));
}

interface Spans { readonly first: Int32Array; readonly last: Int32Array; readonly firstShare: Float32Array; readonly lastShare: Float32Array }

/** Which source columns each output column covers, and how much of the two at its borders. */
function spans(source: number, target: number): Spans {
  const step = source / target;
  const result: Spans = { first: new Int32Array(target), last: new Int32Array(target), firstShare: new Float32Array(target), lastShare: new Float32Array(target) };
  for (let i = 0; i < target; i++) {
    const [begin, end] = [i * step, (i + 1) * step];
    result.first[i] = Math.floor(begin);
    result.last[i] = Math.min(source - 1, Math.ceil(end) - 1);
    result.firstShare[i] = Math.floor(begin) + 1 - begin;
    result.lastShare[i] = end - result.last[i]!;
  }
  return result;
}

/** The hot loop of the whole proxy: every sample of the picture passes here once, so it is written without closures. */
function sumColumns(samples: SampleArray, offset: number, channels: number, table: Float32Array, { first, last, firstShare, lastShare }: Spans, line: Float32Array): void {
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2];
  for (let column = 0, out = 0; column < first.length; column++, out += 3) {
    let i = offset + first[column]! * channels;
    const end = offset + last[column]! * channels;
    const head = firstShare[column]!;
    const tail = lastShare[column]!;
    let r = head * table[samples[i]!]! + tail * table[samples[end]!]!;
    let g = head * table[samples[i + green]!]! + tail * table[samples[end + green]!]!;
    let b = head * table[samples[i + blue]!]! + tail * table[samples[end + blue]!]!;
    for (i += channels; i < end; i += channels) {
      r += table[samples[i]!]!;
      g += table[samples[i + green]!]!;
      b += table[samples[i + blue]!]!;
    }
    line[out] = r;
    line[out + 1] = g;
    line[out + 2] = b;
  }
}

/** Float samples (0..1, clipped) as 16-bit ones. */
function quantise(samples: Float32Array): Uint16Array {
  return Uint16Array.from(samples, (sample) => Math.max(0, Math.min(65535, Math.round(sample * 65535))));
}

function addScaled(target: Float32Array, start: number, line: Float32Array, share: number): void {
  for (let i = 0; i < line.length; i++) target[start + i]! += line[i]! * share;
}
