/** Whether this compute process may do another job: native runtimes are not to be trusted after a failed allocation (onnxruntime#16307). */
let spent = false;

/** From now on this process ends after its job. */
export function markSpent(): void { spent = true; }

export function isSpent(): boolean { return spent; }
