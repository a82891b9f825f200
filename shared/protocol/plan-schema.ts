import * as Type from 'typebox';
import type { Mask } from '../pixels/mask';
import { PLAN_DIMENSIONS, PLAN_SCHEMA_VERSION, type EditPlan, type PlanDimension } from '../plan/edit-plan';
import type { ParamValues } from '../operators/operator';
import { Fraction, list, schemaOf, strictObject, text } from './strict';

/** Base64 of a 64-cubed table of 16-bit RGB (64^3 * 6 bytes): above the 33-cubed that the product writes. */
export const MAX_TABLE_TEXT = 2_097_152;
/** Base64 of a 2048 x 2048 8-bit mask. */
const MAX_MASK_TEXT = 5_592_408;
/** Photoshop's curves hold at most 16 points (adjustments/adjustment.ts). */
const MAX_CURVE_POINTS = 16;
const MAX_STEPS = 64;

const CurvePoint = strictObject({ input: Type.Number({ minimum: 0, maximum: 255 }), output: Type.Number({ minimum: 0, maximum: 255 }) });
export const Curve = list(CurvePoint, MAX_CURVE_POINTS);
const ParamValue = Type.Union([Type.Number(), text(MAX_TABLE_TEXT), Curve]);
const Params = schemaOf<ParamValues>()(Type.Record(Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,39}$' }), ParamValue, { additionalProperties: false, maxProperties: 40 }));

const RasterMask = strictObject({
  kind: Type.Literal('raster'),
  width: Type.Integer({ minimum: 1, maximum: 2048 }),
  height: Type.Integer({ minimum: 1, maximum: 2048 }),
  data: text(MAX_MASK_TEXT),
  label: text(100),
});
const RadialMask = strictObject({ kind: Type.Literal('radial'), centreX: Type.Number(), centreY: Type.Number(), inner: Type.Number(), outer: Type.Number() });
const SimpleMask = Type.Union([RasterMask, RadialMask]);
const ProductMask = strictObject({ kind: Type.Literal('product'), masks: list(SimpleMask, 4) });
/** Products nest in the interface; one level is all that the wire takes, so the schema stays bounded. */
export const MaskSchema = Type.Unsafe<Mask>(Type.Union([SimpleMask, ProductMask]));

const Step = strictObject({
  id: Type.String({ minLength: 1, maxLength: 100 }),
  dimension: Type.Enum(PLAN_DIMENSIONS),
  lane: Type.Enum(['pixels', 'adjustments']),
  operator: Type.String({ pattern: '^[a-z][A-Za-z0-9-]{0,59}$' }),
  version: Type.Integer({ minimum: 1, maximum: 1000 }),
  params: Params,
  mask: Type.Optional(MaskSchema),
  reason: text(2000),
  enabled: Type.Boolean(),
  strength: Fraction,
});

const Words = Type.Optional(text(2000));
const advice = { aspectRatio: Words, composition: Words, viewpoint: Words, subjectPosition: Words, pose: Words, focus: Words, colourAndLight: Words } satisfies Record<PlanDimension, unknown>;

/** The form of a plan. What it means (known operators, ranges) is checked where plans are applied: INVALID_PLAN. */
export const EditPlanSchema = schemaOf<EditPlan>()(strictObject({
  schemaVersion: Type.Literal(PLAN_SCHEMA_VERSION),
  steps: list(Step, MAX_STEPS),
  advice: strictObject(advice),
}));
