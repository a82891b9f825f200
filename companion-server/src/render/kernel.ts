import { RENDER_MODULE_BASE64 } from './wasm/render-module';

/** The part of the WebAssembly interface in use: Node's types lack it, and the DOM's are not for this realm. */
export interface WasmMemory { readonly buffer: SharedArrayBuffer; grow(pages: number): number }
export type WasmModule = object;
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  readonly Memory: new (descriptor: { initial: number; maximum: number; shared: true }) => WasmMemory;
  readonly Instance: new (module: WasmModule, imports: { env: { memory: WasmMemory } }) => { readonly exports: { readonly render: RenderKernel } };
};

/**
 * Runs the program at address `program` on `pixelCount` pixels of samples at `samples`, in place. `firstPixel` is the index
 * of the first of them in the picture. `scratch` is SCRATCH_BYTES of the caller's own. Addresses are multiples of 16.
 */
export type RenderKernel = (program: number, samples: number, firstPixel: number, pixelCount: number, scratch: number) => void;

const PAGE_BYTES = 65536;
let compiled: WasmModule | undefined;

/** The compiled module, once a process. */
export function kernelModule(): WasmModule {
  compiled ??= new WebAssembly.Module(Buffer.from(RENDER_MODULE_BASE64, 'base64'));
  return compiled;
}

export function createKernelMemory(byteLength: number): WasmMemory {
  return new WebAssembly.Memory({ initial: Math.ceil(byteLength / PAGE_BYTES), maximum: 65536, shared: true });
}

export function growKernelMemory(memory: WasmMemory, byteLength: number): void {
  const missing = byteLength - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
}

export function createKernel(memory: WasmMemory): RenderKernel {
  return new WebAssembly.Instance(kernelModule(), { env: { memory } }).exports.render;
}
