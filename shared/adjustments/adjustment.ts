import type { Mask } from '../pixels/mask';

/** A point of a curve; both axes 0..255 at every bit depth, as Photoshop stores them. Fractions are allowed. */
export interface CurvePoint { readonly input: number; readonly output: number }

export type CurveChannel = 'composite' | 'red' | 'green' | 'blue';

/** Exposure, Photoshop's formula: v^2.2 x 2^EV + offset, clamped, ^(1/gamma), ^(1/2.2). */
export interface ExposureAdjustment { readonly kind: 'exposure'; readonly exposureEv: number; readonly offset: number; readonly gamma: number }

/** Natural cubic splines through 2..16 points a channel. A channel's own curve applies before the composite one (measured on Photoshop's files). */
export interface CurvesAdjustment { readonly kind: 'curves'; readonly channels: Partial<Record<CurveChannel, readonly CurvePoint[]>> }

export interface LevelsRange { readonly inputBlack: number; readonly inputWhite: number; readonly gamma: number; readonly outputBlack: number; readonly outputWhite: number }
export interface LevelsAdjustment { readonly kind: 'levels'; readonly channels: Partial<Record<CurveChannel, LevelsRange>> }

/** One hue range in degrees 0..360: full effect between `beginSustain` and `endSustain`, linear ramps outside. */
export interface HueRange {
  readonly beginRamp: number; readonly beginSustain: number; readonly endSustain: number; readonly endRamp: number;
  readonly hue: number; readonly saturation: number; readonly lightness: number;
}
/** hue -180..180 degrees, saturation and lightness -100..100; `colorize` replaces hue and saturation (hue 0..360, saturation 0..100). */
export interface HueSaturationAdjustment {
  readonly kind: 'hueSaturation'; readonly hue: number; readonly saturation: number; readonly lightness: number;
  readonly colorize: boolean; readonly ranges: readonly HueRange[];
}

/** out = matrix . in + offset on encoded values; row-major, one row an output channel (Photoshop's Channel Mixer in fractions). */
export interface ChannelMatrixAdjustment { readonly kind: 'channelMatrix'; readonly matrix: readonly number[]; readonly offset: readonly [number, number, number] }

/**
 * A cube of `size`^3 RGB outputs over encoded inputs 0..1, red fastest (the .cube order), tetrahedral interpolation.
 * `table` is base64 of little-endian uint16 (0..65535 stands for 0..1), size^3 * 3 of them.
 */
export interface Lut3dAdjustment { readonly kind: 'lut3d'; readonly size: number; readonly table: string }

/** New pixels, by content hash of a stored asset of the same size: what a host places as a pixel layer. */
export interface PixelsAdjustment { readonly kind: 'pixels'; readonly asset: string }

/** The CLOSED list. Adding a kind is a protocol version. */
export type Adjustment =
  | ExposureAdjustment | CurvesAdjustment | LevelsAdjustment | HueSaturationAdjustment
  | ChannelMatrixAdjustment | Lut3dAdjustment | PixelsAdjustment;

export type AdjustmentKind = Adjustment['kind'];
export const ADJUSTMENT_KINDS: readonly AdjustmentKind[] = ['exposure', 'curves', 'levels', 'hueSaturation', 'channelMatrix', 'lut3d', 'pixels'];

/**
 * One layer of the stack, bottom first. Its result is blended over what is below with `opacity` (0..1, normal mode, on
 * encoded values) times the mask; every layer's result is clamped to 0..1, as Photoshop's 8 and 16-bit stacks do.
 */
export interface AdjustmentLayer {
  readonly name: string;
  readonly adjustment: Adjustment;
  readonly opacity: number;
  readonly mask?: Mask;
  /** id of the plan step that it comes from */
  readonly stepId: string;
}
