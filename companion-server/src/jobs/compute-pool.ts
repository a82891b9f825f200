import { toAppError } from '@photocrafter/shared/errors/app-error';
import type { ComputeJob, ComputeMessage, JobReport } from '../compute/messages';
import { ComputeProcess, type ComputeLimits } from './compute-process';

interface Member { readonly process: ComputeProcess; jobs: number }

/** Keeps idle compute processes for the next job and replaces the ones that cannot be trusted any more. */
export class ComputePool {
  private readonly idle: Member[] = [];
  private readonly busy = new Set<Member>();
  private warming: Promise<void> = Promise.resolve();

  constructor(private readonly limits: ComputeLimits, private readonly jobsPerProcess: number) {}

  /** Starts a process before it is needed, so that the first job need not wait for it. */
  warm(): Promise<void> {
    this.warming = ComputeProcess.start(this.limits).then((process) => { this.idle.push({ process, jobs: 0 }); });
    return this.warming;
  }

  /** As `ComputeProcess.run`, in a process of its own choice. */
  async run(job: ComputeJob, onMessage: (message: ComputeMessage) => void, signal: AbortSignal): Promise<JobReport> {
    await this.warmed();
    const member = this.takeIdle() ?? { process: await ComputeProcess.start(this.limits), jobs: 0 };
    this.busy.add(member);
    let sound = false;
    try {
      const report = await member.process.run(job, onMessage, signal);
      sound = true;
      return report;
    } catch (error) {
      // A refused picture or a cancel leaves the process sound; after an internal failure (memory above all) it is discarded.
      sound = toAppError(error).status < 500;
      throw error;
    } finally {
      member.jobs++;
      this.busy.delete(member);
      if (sound && member.process.alive && member.jobs < this.jobsPerProcess) this.idle.push(member);
      else await member.process.stop();
    }
  }

  /** Ends every process, working or not, and the one that is just being started. */
  async close(): Promise<void> {
    await this.warmed();
    await Promise.all([...this.idle.splice(0), ...this.busy].map(({ process }) => process.stop()));
  }

  /** A process that is just starting is neither idle nor busy; whoever warmed the pool hears of a failure. */
  private async warmed(): Promise<void> {
    await this.warming.catch(() => undefined);
  }

  private takeIdle(): Member | undefined {
    let member = this.idle.pop();
    while (member !== undefined && !member.process.alive) member = this.idle.pop();
    return member;
  }
}
