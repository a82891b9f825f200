import type * as OnnxRuntime from 'onnxruntime-node';
import type { InferenceSession } from 'onnxruntime-node';
import type { Session, Tensor } from '../engine';
import type { ProviderName } from './providers';

/** Loads the native runtime on first use: only a compute or probe child may get here. */
export async function loadRuntime(): Promise<typeof OnnxRuntime> {
  return import('onnxruntime-node');
}

function optionsFor(provider: ProviderName, threads: number): InferenceSession.SessionOptions {
  return {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    // DirectML does not allow memory patterns (ONNX Runtime documentation, DirectML provider).
    enableMemPattern: provider !== 'dml',
    // 3 = errors only: warnings would go to the child's stderr in thousands of lines
    logSeverityLevel: 3,
  };
}

/**
 * Opens a network on exactly one provider (operations that it lacks still run on the CPU inside ONNX Runtime).
 * @param model path of an ONNX file, or its bytes
 * @throws Error with the runtime's own words when the provider cannot be had
 */
export async function openSession(model: string | Uint8Array, provider: ProviderName, threads: number): Promise<Session> {
  const { InferenceSession, Tensor: OrtTensor } = await loadRuntime();
  const options = optionsFor(provider, threads);
  const session = typeof model === 'string' ? await InferenceSession.create(model, options) : await InferenceSession.create(model, options);
  return {
    provider,
    run: async (inputs) => {
      const feeds = Object.fromEntries(Object.entries(inputs).map(([name, { data, shape }]) => [name, new OrtTensor('float32', data, shape)]));
      const outputs = await session.run(feeds);
      const tensors: Record<string, Tensor> = {};
      for (const [name, { data, dims, type }] of Object.entries(outputs)) {
        if (type !== 'float32') throw new Error(`output ${name} is ${type}, not float32`);
        tensors[name] = { shape: dims, data: data as Float32Array };
      }
      return tensors;
    },
    close: () => session.release(),
  };
}
