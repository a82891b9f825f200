import * as Type from 'typebox';
import { AdjustmentLayerSchema } from './adjustment-schema';
import { RasterSchema } from './asset';
import { list, strictObject, text, type Admitted } from './strict';

/** Base64 of a DeviceLink around a 64-cubed table of 16-bit RGB. */
const MAX_LINK_TEXT = 2_200_000;
const MAX_LAYERS = 128;

/**
 * The `layers` result: what a host places for an edit, restricted to what its capabilities say that it can. Below the stack lies
 * the host's own picture, or the job's `base` result, which holds everything that must be pixels.
 */
export const HostLayersSchema = strictObject({
  schemaVersion: Type.Literal(1),
  /** shape of the results `base` and `pixels` */
  raster: RasterSchema,
  below: Type.Enum(['source', 'base']),
  /** bottom first */
  stack: list(AdjustmentLayerSchema, MAX_LAYERS),
  /** for each layer of the stack: a lookup table as an ICC DeviceLink, base64; empty for every other kind */
  deviceLinks: list(text(MAX_LINK_TEXT), MAX_LAYERS),
});
export type HostLayers = Admitted<typeof HostLayersSchema>;
