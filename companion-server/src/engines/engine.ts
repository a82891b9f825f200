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
  run(inputs: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
  close(): Promise<void>;
}

/** A way to run networks. OPEN list: one folder each (onnx now, a remote engine later). */
export interface Engine {
  readonly id: string;
  /** tries every execution provider with a known-answer graph, now: what was remembered from earlier does not count */
  probe(): Promise<readonly ProviderReport[]>;
  open(model: { readonly path: string; readonly name: string }, signal?: AbortSignal): Promise<Session>;
}
