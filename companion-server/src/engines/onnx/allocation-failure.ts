/** How the runtime and its providers say that memory ran out; they have no code for it (onnxruntime#16307). This file is the edge that turns words into a code. */
const WORDS = /out of memory|failed to allocate|bad[_ ]alloc|allocation fail|alloc_failed|E_OUTOFMEMORY|8007000E|array buffer allocation/i;

export function isAllocationFailure(message: string): boolean {
  return WORDS.test(message);
}
