import type { Critique } from '@photocrafter/shared/critique/critique';
import type { EditPlan } from '@photocrafter/shared/plan/edit-plan';
import type { ErrorCode } from '@photocrafter/shared/errors/catalogue';
import type { NormalisedBox } from '@photocrafter/shared/pixels/mask';
import type { RasterDescription } from '@photocrafter/shared/pixels/pixel-buffer';
import type { HostCapabilities } from '@photocrafter/shared/protocol/job';
import type { JobReport, ResultFormat, StageName } from '@photocrafter/shared/protocol/job-report';

export type { JobReport, OtherTake, ResultFile, ResultFormat, StageName } from '@photocrafter/shared/protocol/job-report';

/** A job as the child process gets it: one value that holds everything. */
export interface ComputeJob {
  readonly id: string;
  readonly kind: 'critique' | 'enhance' | 'render';
  /** an encoded file, or raw interleaved samples with their description */
  readonly input: { readonly path: string; readonly name: string; readonly raw?: RasterDescription & { readonly profileName?: string; readonly iccPath?: string } };
  /** the only folder that the job may write to; emptied by the owner */
  readonly outputFolder: string;
  readonly instruction?: string;
  /** 0..1 */
  readonly strength: number;
  /** how many plans `enhance` offers, the default one among them; 1 when absent */
  readonly takes?: number;
  readonly formats: readonly ResultFormat[];
  /** `render` applies it; `enhance` ignores it */
  readonly plan?: EditPlan;
  /** with a plan: its critique, which spares judging the picture again */
  readonly critique?: Critique;
  /** with a plan: pixel steps are carried out here only, a preview */
  readonly region?: NormalisedBox;
  /** what the host that asked can place; everything when absent */
  readonly host?: HostCapabilities;
  readonly limits: { readonly maxPixels: number };
  readonly threads: number;
  /** folder of installed networks */
  readonly modelFolder: string;
}

/** Child to parent, in order; `notes` comes as soon as the critique exists, while the artist still works. */
export type ComputeMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'stage'; readonly jobId: string; readonly stage: StageName; readonly progress: number; readonly secondsLeft?: number }
  | { readonly type: 'notes'; readonly jobId: string; readonly critique: Critique }
  | { readonly type: 'result'; readonly jobId: string; readonly report: JobReport }
  | { readonly type: 'error'; readonly jobId: string; readonly code: ErrorCode; readonly detail: string };

/** Parent to child. */
export type ComputeCommand = { readonly type: 'run'; readonly job: ComputeJob } | { readonly type: 'cancel'; readonly jobId: string };
