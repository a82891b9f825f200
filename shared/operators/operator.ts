import type { Adjustment, CurvePoint } from '../adjustments/adjustment';
import type { FloatImage } from '../pixels/pixel-buffer';
import type { Mask } from '../pixels/mask';

/** A slider: what the panel draws, what a plan is checked against. */
export interface NumberParam {
  readonly kind: 'number'; readonly label: string; readonly unit: string;
  readonly min: number; readonly max: number; readonly step: number; readonly default: number;
}
/** A curve drawn by hand or fitted: points as in `CurvesAdjustment`. */
export interface CurveParam { readonly kind: 'curve'; readonly label: string; readonly default: readonly CurvePoint[] }
/** A lookup table, base64 as in `Lut3dAdjustment.table`; the empty string is the identity. */
export interface TableParam { readonly kind: 'table'; readonly label: string; readonly size: number; readonly default: '' }

export type ParamSchema = NumberParam | CurveParam | TableParam;
export type ParamValue = number | string | readonly CurvePoint[];
export type ParamValues = Readonly<Record<string, ParamValue>>;

/** The values that fit a schema: numbers for sliders, points for curves, base64 for tables. */
export type ValuesOf<S extends Record<string, ParamSchema>> = { readonly [K in keyof S]: ValueOf<S[K]> };
/** Distributes over a union of schemas, so that an operator of unknown parameters takes plain `ParamValues`. */
type ValueOf<P extends ParamSchema> = P extends NumberParam ? number : P extends CurveParam ? readonly CurvePoint[] : string;

/** An adjustment and, for spatial operators, where it applies. */
export interface LoweredAdjustment { readonly adjustment: Adjustment; readonly mask?: Mask; readonly label?: string }

/** How far `evaluate(lower(p))` may lie from `apply(p)`, CIEDE2000 over the operator's test pictures. */
export interface LoweringTolerance { readonly meanDeltaE: number; readonly p95DeltaE: number }

/**
 * A photometric operator: the unit of an edit. The list is OPEN: one file each, one line in `index.ts`, and no host knows it.
 * `apply` is the reference meaning; `lower` says the same in the closed vocabulary. Both are pure; defaults are the identity.
 */
export interface Operator<S extends Record<string, ParamSchema> = Record<string, ParamSchema>> {
  readonly id: string;
  readonly version: number;
  readonly label: string;
  readonly params: S;
  /** the space in which the formula works; pixels always come and go encoded */
  readonly space: 'linear' | 'encoded' | 'perceptual';
  readonly tolerance: LoweringTolerance;
  apply(image: FloatImage, params: ValuesOf<S>): FloatImage;
  lower(params: ValuesOf<S>, encoding: FloatImage['encoding']): readonly LoweredAdjustment[];
  /** known answers: encoded sRGB 0..1 in and out, at the picture's centre */
  readonly examples: readonly OperatorExample[];
}
export interface OperatorExample {
  readonly params: ParamValues;
  readonly input: readonly [number, number, number];
  readonly output: readonly [number, number, number];
  readonly tolerance?: number;
}

/** Keeps the parameter types of one operator inside its file and erases them outside. */
export function defineOperator<const S extends Record<string, ParamSchema>>(operator: Operator<S>): Operator {
  return operator as unknown as Operator;
}
