import type { Critique } from '@photocrafter/shared/critique/critique';
import type { EditPlan } from '@photocrafter/shared/plan/edit-plan';
import type { ErrorCode } from '@photocrafter/shared/errors/catalogue';
import type { RasterDescription } from '@photocrafter/shared/pixels/pixel-buffer';

export const RESULT_FORMATS = ['image', 'psd', 'xmp', 'cube', 'json'] as const;
export type ResultFormat = (typeof RESULT_FORMATS)[number];

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
  readonly formats: readonly ResultFormat[];
  /** `render` applies it; `enhance` ignores it */
  readonly plan?: EditPlan;
  readonly limits: { readonly maxPixels: number };
  readonly threads: number;
  /** folder of installed networks */
  readonly modelFolder: string;
}

export type StageName = 'decode' | 'critique' | 'plan' | 'render' | 'verify' | 'encode';

export interface ResultFile { readonly kind: 'image' | 'psd' | 'xmp' | 'cube' | 'plan' | 'critiqueJson' | 'critiqueText' | 'preview' | 'layers'; readonly fileName: string; readonly mediaType: string; readonly bytes: number }

/** What the finished job says about itself. */
export interface JobReport {
  readonly critique: Critique;
  readonly plan?: EditPlan;
  readonly artist?: string;
  /** papers.md section 5: share of the judged suggestions that the result measurably followed; absent when none was judged */
  readonly rComp?: number;
  readonly compliance?: readonly { readonly suggestion: string; readonly satisfied: boolean; readonly measured: string }[];
  /** parts of an instruction that nobody understood */
  readonly notUnderstood?: readonly string[];
  /** what the never-worse gate did, in words */
  readonly gate?: readonly string[];
  readonly scoreAfter?: number;
  /** "a pack would add ..." */
  readonly hints: readonly string[];
  readonly files: readonly ResultFile[];
  readonly stageMilliseconds: Partial<Record<StageName, number>>;
  readonly peakRssBytes: number;
}

/** Child to parent, in order; `notes` comes as soon as the critique exists, while the artist still works. */
export type ComputeMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'stage'; readonly jobId: string; readonly stage: StageName; readonly progress: number }
  | { readonly type: 'notes'; readonly jobId: string; readonly critique: Critique }
  | { readonly type: 'result'; readonly jobId: string; readonly report: JobReport }
  | { readonly type: 'error'; readonly jobId: string; readonly code: ErrorCode; readonly detail: string };

/** Parent to child. */
export type ComputeCommand = { readonly type: 'run'; readonly job: ComputeJob } | { readonly type: 'cancel'; readonly jobId: string };
