import { Type, type TProperties, type TSchema } from 'typebox';
import { strictObject } from '@photocrafter/shared/protocol/strict';

/** The descriptors of hosts.md, and nothing else: a key that is not recorded there is refused, as Photoshop ignores it without a word. */
const is = (value: string | number | boolean): TSchema => Type.Literal(value);
const enumOf = (type: string, ...values: readonly string[]): TSchema => strictObject({ _enum: is(type), _value: Type.Enum([...values]) });
const options = { _options: strictObject({ dialogOptions: is('dontDisplay') }) };
const number = (minimum: number, maximum: number): TSchema => Type.Number({ minimum, maximum });
const whole = (minimum: number, maximum: number): TSchema => Type.Integer({ minimum, maximum });
const rawData = strictObject({ _rawData: is('base64'), _data: Type.String({ minLength: 1 }) });
const unit = (name: string, value: TSchema = Type.Number()): TSchema => strictObject({ _unit: is(name), _value: value });
const CUSTOM = enumOf('presetKindType', 'presetKindCustom');
const DEFAULT = enumOf('presetKindType', 'presetKindDefault');
const channel = strictObject({ _ref: is('channel'), _enum: is('channel'), _value: Type.Enum(['composite', 'red', 'grain', 'green', 'blue']) });
const obj = (name: string, properties: TProperties): TSchema => strictObject({ _obj: is(name), ...properties });

const curvePoint = obj('paint', { horizontal: number(0, 255), vertical: number(0, 255) });
const sliders = { hue: whole(-180, 360), saturation: whole(-100, 100), lightness: whole(-100, 100) };
const degrees = whole(0, 360);
const mixerRow = obj('channelMatrix', { red: unit('percentUnit', number(-200, 200)), grain: unit('percentUnit', number(-200, 200)), blue: unit('percentUnit', number(-200, 200)), constant: unit('percentUnit', number(-200, 200)) });

/** kind -> what `make` takes as type, and what `set` takes as `to` */
export const ADJUSTMENT_SHAPES: Readonly<Record<string, { readonly blank: TSchema; readonly values: TSchema }>> = {
  exposure: {
    blank: obj('exposure', { presetKind: DEFAULT }),
    values: obj('exposure', { presetKind: CUSTOM, exposure: number(-20, 20), offset: number(-0.5, 0.5), gammaCorrection: number(0.01, 9.99) }),
  },
  curves: {
    blank: obj('curves', { presetKind: DEFAULT }),
    values: obj('curves', { presetKind: CUSTOM, adjustment: Type.Array(obj('curvesAdjustment', { channel, curve: Type.Array(curvePoint, { minItems: 2, maxItems: 16 }) }), { minItems: 1, maxItems: 4 }) }),
  },
  levels: {
    blank: obj('levels', { presetKind: DEFAULT }),
    values: obj('levels', {
      presetKind: CUSTOM,
      adjustment: Type.Array(obj('levelsAdjustment', { channel, input: Type.Array(whole(0, 255), { minItems: 2, maxItems: 2 }), gamma: number(0.01, 9.99), output: Type.Array(whole(0, 255), { minItems: 2, maxItems: 2 }) }), { minItems: 1, maxItems: 4 }),
    }),
  },
  hueSaturation: {
    blank: obj('hueSaturation', { presetKind: DEFAULT }),
    values: obj('hueSaturation', {
      presetKind: CUSTOM, colorize: Type.Boolean(),
      adjustment: Type.Array(Type.Union([
        obj('hueSatAdjustmentV2', sliders),
        obj('hueSatAdjustmentV2', { localRange: whole(1, 6), beginRamp: degrees, beginSustain: degrees, endSustain: degrees, endRamp: degrees, ...sliders }),
      ]), { minItems: 1, maxItems: 7 }),
    }),
  },
  channelMixer: {
    blank: obj('channelMixer', { presetKind: DEFAULT, monochromatic: is(false) }),
    values: obj('channelMixer', { presetKind: CUSTOM, monochromatic: is(false), red: mixerRow, grain: mixerRow, blue: mixerRow }),
  },
  colorLookup: {
    blank: obj('colorLookup', {}),
    values: obj('colorLookup', {
      lookupType: enumOf('colorLookupType', '3DLUT'), name: Type.String(), dither: Type.Boolean(), LUTFormat: enumOf('LUTFormatType', 'LUTFormatCUBE'),
      dataOrder: enumOf('colorLookupOrder', 'rgbOrder'), tableOrder: enumOf('colorLookupOrder', 'bgrOrder'), LUT3DFileData: rawData, LUT3DFileName: Type.String(), profile: rawData,
    }),
  },
};

const layerById = strictObject({ _ref: is('layer'), _id: Type.Integer() });
const annotation = strictObject({ _ref: is('annotation'), _index: whole(0, 1e6) });
const pixels = unit('pixelsUnit');
const point = obj('paint', { horizontal: pixels, vertical: pixels });
const metadata = Type.Tuple([strictObject({ _property: is('metadata') }), layerById]);
const command = (name: string, properties: TProperties): TSchema => obj(name, { ...properties, ...options });

/** Every command by a name of its own. */
export const COMMAND_SHAPES = {
  makeAdjustmentLayer: command('make', { _target: Type.Tuple([strictObject({ _ref: is('adjustmentLayer') })]), using: obj('adjustmentLayer', { type: Type.Union(Object.values(ADJUSTMENT_SHAPES).map(({ blank }) => blank)) }) }),
  setAdjustmentLayer: command('set', { _target: Type.Tuple([strictObject({ _ref: is('adjustmentLayer'), _enum: is('ordinal'), _value: is('targetEnum') })]), to: Type.Union(Object.values(ADJUSTMENT_SHAPES).map(({ values }) => values)) }),
  getAdjustment: command('get', { _target: Type.Tuple([strictObject({ _property: is('adjustment') }), layerById]) }),
  getHasUserMask: command('get', { _target: Type.Tuple([strictObject({ _property: is('hasUserMask') }), layerById]) }),
  makeMask: command('make', { new: strictObject({ _class: is('channel') }), at: strictObject({ _ref: is('channel'), _enum: is('channel'), _value: is('mask') }), using: enumOf('userMaskEnabled', 'hideAll', 'revealAll', 'revealSelection') }),
  selectLayer: command('select', { _target: Type.Tuple([layerById]), makeVisible: is(false) }),
  deselect: command('set', { _target: Type.Tuple([strictObject({ _ref: is('channel'), _property: is('selection') })]), to: strictObject({ _enum: is('ordinal'), _value: is('none') }) }),
  getMetadata: command('get', { _target: metadata }),
  setMetadata: command('set', { _target: metadata, to: obj('metadata', { layerXMP: Type.String() }) }),
  makeAnnotation: command('make', { _target: Type.Tuple([strictObject({ _ref: is('annotation') })]), using: obj('annotation', { location: point, size: obj('offset', { horizontal: pixels, vertical: pixels }), annotType: enumOf('annotType', 'annotText') }) }),
  setAnnotation: command('set', { _target: Type.Tuple([annotation]), to: obj('annotation', { $TxtD: rawData, text: Type.String() }) }),
  getAnnotation: command('get', { _target: Type.Tuple([annotation]) }),
} as const;
export type CommandName = keyof typeof COMMAND_SHAPES;
