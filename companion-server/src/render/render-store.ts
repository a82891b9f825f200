import { setImmediate } from 'node:timers/promises';
import type { AdjustmentLayer } from '@photocrafter/shared/adjustments/adjustment';
import { AppError } from '@photocrafter/shared/errors/app-error';
import type { SampleArray } from '@photocrafter/shared/pixels/pixel-buffer';
import type { RowStore } from '../pixels/decoded-image';
import { compileProgram } from './compile-program';
import { encodeProgram } from './encode-program';
import { createKernelMemory } from './kernel';
import { startCrew } from './render-crew';
import { SCRATCH_BYTES } from './wasm/program-layout';

export interface RenderOptions {
  /** threads that may work, the caller's included */
  readonly threads: number;
  readonly signal?: AbortSignal;
  /** 0..1, after every strip */
  readonly onProgress?: (fraction: number) => void;
}

/** One strip is read, one rendered and one written at a time: 12 MiB whatever the picture's size. */
const STRIP_BYTES = 1 << 22;
const STRIP_COUNT = 3;
/** A helper thread starts in about 25 ms, in which one core renders about this many pixels. */
const PIXELS_WORTH_A_THREAD = 1 << 20;
/** Address 0 means "none" in a program. */
const FIRST_ADDRESS = 16;

/**
 * Applies a stack to a picture of any size, strip by strip, in bounded memory. `target` has the shape of `source` and may be
 * the same store. The result does not depend on threads or strips (see `renderRows` for its meaning).
 * Throws CANCELLED soon after `signal` aborts (the target is then incomplete), INVALID_PLAN as `compileProgram` does.
 */
export async function renderStore(source: RowStore, target: RowStore, layers: readonly AdjustmentLayer[], options: RenderOptions): Promise<void> {
  const { width, height, channels, depth } = source;
  const bytesPerPixel = channels * (depth / 8);
  const rowsPerStrip = Math.min(height, Math.max(1, Math.floor(STRIP_BYTES / (width * bytesPerPixel))));
  const strips = Math.ceil(height / rowsPerStrip);
  const threads = Math.max(1, Math.min(options.threads, Math.ceil((width * height) / PIXELS_WORTH_A_THREAD)));

  const stripsAddress = FIRST_ADDRESS + threads * SCRATCH_BYTES;
  const stripBytes = (rowsPerStrip * width * bytesPerPixel + 15) & ~15;
  const programAddress = stripsAddress + STRIP_COUNT * stripBytes;
  const passes = compileProgram(layers);
  const program = encodeProgram(passes, source, programAddress);
  const memory = createKernelMemory(programAddress + program.length);
  new Uint8Array(memory.buffer).set(program, programAddress);

  const rowsOf = (strip: number): number => Math.min(rowsPerStrip, height - strip * rowsPerStrip);
  const addressOf = (strip: number): number => stripsAddress + (strip % STRIP_COUNT) * stripBytes;
  const samplesOf = (strip: number): SampleArray => viewSamples(memory.buffer, addressOf(strip), rowsOf(strip) * width * channels, depth);

  const crew = startCrew(memory, threads, { program: programAddress, scratch: FIRST_ADDRESS });
  const read = (strip: number): Promise<unknown> => source.readRows(strip * rowsPerStrip, rowsOf(strip), samplesOf(strip));
  const write = (strip: number): Promise<unknown> => target.writeRows(strip * rowsPerStrip, samplesOf(strip));
  const render = (strip: number): Promise<unknown> => crew.render(addressOf(strip), bytesPerPixel, strip * rowsPerStrip * width, rowsOf(strip) * width);
  try {
    // In step s, strip s is read while s - 1 is rendered and s - 2 is written. Rendering blocks, so it is started last.
    for (let step = 0; step < strips + 2; step++) {
      if (options.signal?.aborted === true) throw new AppError('CANCELLED');
      await Promise.all([
        step < strips ? read(step) : undefined,
        step >= 2 ? write(step - 2) : undefined,
        step >= 1 && step <= strips && passes.length > 0 ? render(step - 1) : undefined,
      ]);
      if (step >= 2) options.onProgress?.((step - 1) / strips);
      // lets timers and messages, a cancel above all, be heard even where stores answer at once
      await setImmediate();
    }
  } finally {
    await crew.close();
  }
}

function viewSamples(buffer: SharedArrayBuffer, address: number, length: number, depth: RowStore['depth']): SampleArray {
  switch (depth) {
    case 8: return new Uint8Array(buffer, address, length);
    case 16: return new Uint16Array(buffer, address, length);
    case 32: return new Float32Array(buffer, address, length);
  }
}
