import type { AdjustmentLayer } from '@photocrafter/shared/adjustments/adjustment';
import type { FloatImage, RasterDescription, SampleArray } from '@photocrafter/shared/pixels/pixel-buffer';
import { compileProgram, type RenderPass } from './compile-program';
import { encodeProgram } from './encode-program';
import { createKernel, createKernelMemory, growKernelMemory } from './kernel';
import { SCRATCH_BYTES } from './wasm/program-layout';

/** Samples that go through the module's memory at once. */
const PORTION_PIXELS = 1 << 17;
/** Address 0 means "none" in a program, so nothing is placed there. */
const SCRATCH_ADDRESS = 16;
const PROGRAM_ADDRESS = SCRATCH_ADDRESS + SCRATCH_BYTES;

const memory = createKernelMemory(PROGRAM_ADDRESS);
const kernel = createKernel(memory);

/**
 * Applies a program to rows `y` and following of a picture, in place. Every pixel depends on itself and its place alone, so
 * any division into rows gives the same bits. Integer results are rounded half up; alpha is never touched. Samples outside
 * 0..1 (only float has them) are clamped first. A grey picture is rendered as (v, v, v) and becomes the Rec. 709 luma of the
 * encoded result. An empty program changes nothing.
 */
export function renderRows(rows: SampleArray, y: number, passes: readonly RenderPass[], picture: RasterDescription): void {
  if (passes.length === 0) return;
  const program = encodeProgram(passes, picture, PROGRAM_ADDRESS);
  const samplesAddress = (PROGRAM_ADDRESS + program.length + 15) & ~15;
  const portion = PORTION_PIXELS * picture.channels;
  growKernelMemory(memory, samplesAddress + Math.min(portion, rows.length) * rows.BYTES_PER_ELEMENT + SCRATCH_BYTES);
  new Uint8Array(memory.buffer).set(program, PROGRAM_ADDRESS);
  const Samples = rows.constructor as new (buffer: SharedArrayBuffer, offset: number, length: number) => SampleArray;
  for (let start = 0; start < rows.length; start += portion) {
    const part = rows.subarray(start, start + portion);
    const samples = new Samples(memory.buffer, samplesAddress, part.length);
    samples.set(part);
    kernel(PROGRAM_ADDRESS, samplesAddress, y * picture.width + start / picture.channels, part.length / picture.channels, SCRATCH_ADDRESS);
    part.set(samples);
  }
}

/** Applies a stack to a picture: the fast equal of `evaluateLayers` for previews and measurements. Pure. */
export function renderFloat(image: FloatImage, layers: readonly AdjustmentLayer[]): FloatImage {
  const data = image.data.slice();
  renderRows(data, 0, compileProgram(layers), { width: image.width, height: image.height, channels: 3, depth: 32 });
  return { ...image, data };
}
