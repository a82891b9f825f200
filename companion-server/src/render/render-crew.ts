import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { createKernel, kernelModule, type WasmMemory } from './kernel';
import { BLOCK_PIXELS, SCRATCH_BYTES } from './wasm/program-layout';

/** Where in a memory a crew finds its program and its working space. */
export interface CrewAddresses {
  readonly program: number;
  /** SCRATCH_BYTES for each thread */
  readonly scratch: number;
}

/** Threads that render together: the calling one and its helpers. */
export interface RenderCrew {
  /** Renders pixels at the address `samples` in place; rejects when a helper fails. One call at a time. */
  render(samples: number, bytesPerPixel: number, firstPixel: number, pixelCount: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * A helper's whole program, for `require`-style evaluation: everything that it does happens inside the WebAssembly module
 * and its shared memory. As text it needs no file of its own, so it runs alike from the bundle and from the sources.
 */
const HELPER = `
  const { parentPort, workerData: { module, memory, program, scratch } } = require('node:worker_threads');
  const { render } = new WebAssembly.Instance(module, { env: { memory } }).exports;
  parentPort.on('message', ({ samples, firstPixel, pixelCount }) => {
    render(program, samples, firstPixel, pixelCount, scratch);
    parentPort.postMessage('done');
  });
`;

/** Starts `threads - 1` helpers on the same memory. What they compute does not depend on how many they are. */
export function startCrew(memory: WasmMemory, threads: number, { program, scratch }: CrewAddresses): RenderCrew {
  const kernel = createKernel(memory);
  const helpers = Array.from({ length: threads - 1 }, (_, i) => new Worker(HELPER, {
    eval: true,
    workerData: { module: kernelModule(), memory, program, scratch: scratch + (i + 1) * SCRATCH_BYTES },
  }));
  return {
    async render(samples, bytesPerPixel, firstPixel, pixelCount) {
      // whole blocks, so that no thread ends on a short one in the middle
      const share = Math.ceil(pixelCount / threads / BLOCK_PIXELS) * BLOCK_PIXELS;
      const answers = helpers.flatMap((helper, i) => {
        const offset = (i + 1) * share;
        if (offset >= pixelCount) return [];
        helper.postMessage({ samples: samples + offset * bytesPerPixel, firstPixel: firstPixel + offset, pixelCount: Math.min(share, pixelCount - offset) });
        return [once(helper, 'message')];
      });
      kernel(program, samples, firstPixel, Math.min(share, pixelCount), scratch);
      await Promise.all(answers);
    },
    async close() {
      await Promise.all(helpers.map((helper) => helper.terminate()));
    },
  };
}
