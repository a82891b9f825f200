import { knownAnswer, largestDifference } from './known-answer';
import { loadRuntime, openSession } from './onnx-session';
import type { ProviderName } from './providers';
import type { ProviderReport } from '../engine';

/** Largest error of the known-answer run that is still right in float32. */
const TOLERANCE = 1e-3;

async function probe(provider: ProviderName): Promise<ProviderReport> {
  const supported = (await loadRuntime()).listSupportedBackends();
  if (!supported.some(({ name }) => name === provider)) return { provider, usable: false, because: 'not part of onnxruntime-node on this platform' };
  const { model, input, expected } = knownAnswer();
  const session = await openSession(model, provider, 1);
  // The first run pays for compiling; the second tells what a run costs.
  await session.run({ input });
  const start = performance.now();
  const { output } = await session.run({ input });
  const milliseconds = performance.now() - start;
  const error = largestDifference(output!.data, expected);
  const usable = error <= TOLERANCE;
  return { provider, usable, because: `known answer ${usable ? 'matched' : 'missed'}: largest error ${error.toPrecision(2)}`, milliseconds };
}

/**
 * Entry point of a process that tries one provider (its only argument) and tells its parent. A driver that crashes takes
 * only this process with it.
 */
const provider = process.argv[2] as ProviderName;
probe(provider)
  .catch((error: unknown): ProviderReport => ({ provider, usable: false, because: error instanceof Error ? error.message : String(error) }))
  .then((report) => process.send?.(report), () => process.exit(1));
