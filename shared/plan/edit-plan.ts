import type { Mask } from '../pixels/mask';
import type { ParamValues } from '../operators/operator';

/** AesFormer's seven dimensions, in its order. */
export const PLAN_DIMENSIONS = ['aspectRatio', 'composition', 'viewpoint', 'subjectPosition', 'pose', 'focus', 'colourAndLight'] as const;
export type PlanDimension = (typeof PLAN_DIMENSIONS)[number];

/** Pixel steps make the lowest new layer; adjustments stand above it and stay editable. */
export type PlanLane = 'pixels' | 'adjustments';

/** One ordered step. `operator` + `version` name a file in shared/operators (adjustments) or an engine task (pixels). */
export interface PlanStep {
  readonly id: string;
  readonly dimension: PlanDimension;
  readonly lane: PlanLane;
  readonly operator: string;
  readonly version: number;
  readonly params: ParamValues;
  readonly mask?: Mask;
  readonly reason: string;
  readonly enabled: boolean;
  /** 0..1, realised as the opacity of the step's layers */
  readonly strength: number;
}

export const PLAN_SCHEMA_VERSION = 1;
/** An edit as data: no pixels, so it can be stored, edited, sent again and applied to another picture. */
export interface EditPlan {
  readonly schemaVersion: typeof PLAN_SCHEMA_VERSION;
  /** pixel steps first, then adjustments in the order in which they apply */
  readonly steps: readonly PlanStep[];
  /** composition and viewpoint advice that nobody executes yet: words for the seven-dimension form */
  readonly advice: Partial<Record<PlanDimension, string>>;
}
