import { AppError } from '@photocrafter/shared/errors/app-error';
import type { Engine, ProviderReport, Session } from '../engine';
import { isAllocationFailure } from './allocation-failure';
import { openSession } from './onnx-session';
import { cachedProbe, freshProbe } from './probe-cache';
import { probeProviders } from './probe-providers';
import { candidateProviders, type ProviderName } from './providers';

export interface OnnxEngineOptions {
  /** threads of one run on the CPU */
  readonly threads: number;
  /** where probe results are kept */
  readonly probeFile: string;
  /** replaces the probe of this computer's providers */
  readonly probe?: () => Promise<readonly ProviderReport[]>;
  /** replaces the opening of a session on one provider */
  readonly open?: typeof openSession;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0]!;

/** Opens a network on the first of `providers` that can, taking those tried off the list and adding to `reasons` why not. */
type OpenNext = (providers: ProviderName[], reasons: string[]) => Promise<Session>;

/** Runs on one provider until that fails once, then on the next for good, and says so. The last one is kept: what failed may have been one picture. */
class FallingSession implements Session {
  private constructor(private current: Session, private readonly left: ProviderName[], private readonly reasons: string[], private readonly openNext: OpenNext) {}

  static async open(providers: readonly ProviderName[], openNext: OpenNext): Promise<FallingSession> {
    const left = [...providers], reasons: string[] = [];
    return new FallingSession(await openNext(left, reasons), left, reasons, openNext);
  }

  get provider(): string { return this.current.provider; }

  get fallbackReason(): string | undefined { return this.reasons.length > 0 ? this.reasons.join('; ') : undefined; }

  async run(inputs: Parameters<Session['run']>[0], options?: Parameters<Session['run']>[1]): ReturnType<Session['run']> {
    for (;;) {
      try {
        return await this.current.run(inputs);
      } catch (cause) {
        const reason = `${this.current.provider} failed while running: ${messageOf(cause)}`;
        if (options?.tellOutOfMemory === true && isAllocationFailure(messageOf(cause))) throw new AppError('OUT_OF_MEMORY', reason, { cause });
        if (!await this.fallBack(reason)) throw new AppError('ENGINE_UNAVAILABLE', [...this.reasons, reason].join('; '), { cause });
      }
    }
  }

  async fallBack(reason: string): Promise<boolean> {
    if (this.left.length === 0) return false;
    this.reasons.push(reason);
    await this.current.close().catch(() => undefined);
    this.current = await this.openNext(this.left, this.reasons);
    return true;
  }

  close(): Promise<void> { return this.current.close(); }
}

/**
 * ONNX Runtime: the first provider that passed its known-answer probe, the next one when it fails, the CPU last.
 * Opening and running block the process and load native code: compute child only. Probing happens in processes of its own;
 * `open` remembers its answer for a while, `probe` asks anew.
 */
export function createOnnxEngine({ threads, probeFile, probe = () => probeProviders(candidateProviders()), open = openSession }: OnnxEngineOptions): Engine {
  return {
    id: 'onnx',
    probe: () => freshProbe(probeFile, probe),
    async open(model, signal) {
      const reports = await cachedProbe(probeFile, probe);
      if (signal?.aborted) throw new AppError('CANCELLED');
      const usable = reports.filter((report) => report.usable).map((report) => report.provider as ProviderName);
      if (usable.length === 0) throw new AppError('ENGINE_UNAVAILABLE', reports.map(({ provider, because }) => `${provider}: ${because}`).join('; '));
      return FallingSession.open(usable, async (providers, reasons) => {
        for (let provider = providers.shift(); provider !== undefined; provider = providers.shift()) {
          try {
            return await open(model.path, provider, threads);
          } catch (error) {
            reasons.push(`${provider} could not open ${model.name}: ${messageOf(error)}`);
          }
        }
        throw new AppError('ENGINE_UNAVAILABLE', reasons.join('; '));
      });
    },
  };
}
