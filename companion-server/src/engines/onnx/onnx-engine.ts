import { AppError } from '@photocrafter/shared/errors/app-error';
import type { Engine, ProviderReport, Session } from '../engine';
import { openSession } from './onnx-session';
import { cachedProbe } from './probe-cache';
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

/** Runs on a GPU session until that fails once, then on the next provider for good, and says so. */
class FallingSession implements Session {
  fallbackReason?: string;

  constructor(private current: Session, private readonly openNext: (reasons: string[]) => Promise<Session>, private readonly reasons: string[]) {
    this.noteReasons();
  }

  get provider(): string { return this.current.provider; }

  async run(inputs: Parameters<Session['run']>[0]): ReturnType<Session['run']> {
    for (;;) {
      try {
        return await this.current.run(inputs);
      } catch (error) {
        this.reasons.push(`${this.current.provider} failed while running: ${messageOf(error)}`);
        await this.current.close().catch(() => undefined);
        this.current = await this.openNext(this.reasons);
        this.noteReasons();
      }
    }
  }

  close(): Promise<void> { return this.current.close(); }

  private noteReasons(): void {
    if (this.reasons.length > 0) this.fallbackReason = this.reasons.join('; ');
  }
}

/**
 * ONNX Runtime: the first provider that passed its known-answer probe, the next one when it fails, the CPU last.
 * Opening and running block the process and load native code: compute child only. Probing happens in processes of its own.
 */
export function createOnnxEngine({ threads, probeFile, probe = () => cachedProbe(probeFile, () => probeProviders(candidateProviders())), open = openSession }: OnnxEngineOptions): Engine {
  return {
    id: 'onnx',
    probe,
    async open(model, signal) {
      const usable = (await probe()).filter((report) => report.usable).map((report) => report.provider as ProviderName);
      const openNext = async (reasons: string[]): Promise<Session> => {
        for (let provider = usable.shift(); provider !== undefined; provider = usable.shift()) {
          try {
            return await open(model.path, provider, threads);
          } catch (error) {
            reasons.push(`${provider} could not open ${model.name}: ${messageOf(error)}`);
          }
        }
        throw new AppError('ENGINE_UNAVAILABLE', reasons.join('; '));
      };
      if (signal?.aborted) throw new AppError('CANCELLED');
      const reasons: string[] = [];
      return new FallingSession(await openNext(reasons), openNext, reasons);
    },
  };
}
