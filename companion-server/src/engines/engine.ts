/** A dense float32 tensor in row-major order. */
export interface Tensor { readonly shape: readonly number[]; readonly data: Float32Array }

export interface ProviderReport {
  readonly provider: string;
  readonly usable: boolean;
  /** why it was refused, or its known-answer error and time */
  readonly because: string;
  readonly milliseconds?: number;
}

/** An opened network. `run` blocks its process: call it only inside a compute child, one run at a time. */
export interface Session {
  readonly provider: string;
  /** why an earlier choice of provider was given up, once that has happened */
  readonly fallbackReason?: string | undefined;
  /**
   * Falls back to the next provider by itself when one fails. With `tellOutOfMemory` a failed allocation is OUT_OF_MEMORY instead: the caller
   * may come back with less, or call `fallBack`.
   */
  run(inputs: Readonly<Record<string, Tensor>>, options?: { readonly tellOutOfMemory?: boolean }): Promise<Readonly<Record<string, Tensor>>>;
  /** gives the current provider up for the next one; false when there is none */
  fallBack?(reason: string): Promise<boolean>;
  close(): Promise<void>;
}

/** A way to run networks. OPEN list: one folder each (onnx now, a remote engine later). */
export interface Engine {
  readonly id: string;
  /** tries every execution provider with a known-answer graph, now: what was remembered from earlier does not count */
  probe(): Promise<readonly ProviderReport[]>;
  open(model: { readonly path: string; readonly name: string }, signal?: AbortSignal): Promise<Session>;
}
