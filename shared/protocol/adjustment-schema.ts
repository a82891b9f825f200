import * as Type from 'typebox';
import type { Adjustment, AdjustmentLayer } from '../adjustments/adjustment';
import { Curve, MAX_TABLE_TEXT, MaskSchema } from './plan-schema';
import { Fraction, list, schemaOf, Sha256, strictObject, text } from './strict';

const Levels = Type.Optional(strictObject({ inputBlack: Type.Number(), inputWhite: Type.Number(), gamma: Type.Number(), outputBlack: Type.Number(), outputWhite: Type.Number() }));
const sliders = { hue: Type.Number(), saturation: Type.Number(), lightness: Type.Number() };
const HueRange = strictObject({ ...sliders, beginRamp: Type.Number(), beginSustain: Type.Number(), endSustain: Type.Number(), endRamp: Type.Number() });
const Spline = Type.Optional(Curve);

/** The closed list of adjustments/adjustment.ts as it travels to hosts. */
export const AdjustmentSchema = schemaOf<Adjustment>()(Type.Union([
  strictObject({ kind: Type.Literal('exposure'), exposureEv: Type.Number(), offset: Type.Number(), gamma: Type.Number() }),
  strictObject({ kind: Type.Literal('curves'), channels: strictObject({ composite: Spline, red: Spline, green: Spline, blue: Spline }) }),
  strictObject({ kind: Type.Literal('levels'), channels: strictObject({ composite: Levels, red: Levels, green: Levels, blue: Levels }) }),
  strictObject({ kind: Type.Literal('hueSaturation'), ...sliders, colorize: Type.Boolean(), ranges: list(HueRange, 6) }),
  strictObject({ kind: Type.Literal('channelMatrix'), matrix: list(Type.Number(), 9), offset: Type.Tuple([Type.Number(), Type.Number(), Type.Number()]) }),
  strictObject({ kind: Type.Literal('lut3d'), size: Type.Integer({ minimum: 2, maximum: 64 }), table: text(MAX_TABLE_TEXT) }),
  strictObject({ kind: Type.Literal('pixels'), asset: Sha256 }),
]));

export const AdjustmentLayerSchema = schemaOf<AdjustmentLayer>()(strictObject({
  name: text(500),
  adjustment: AdjustmentSchema,
  opacity: Fraction,
  mask: Type.Optional(MaskSchema),
  stepId: text(100),
}));
