import * as Type from 'typebox';
import { Count, DecimalText, Sha256, strictObject, text, type Admitted } from './strict';

/** Sides beyond any host's canvas (Photoshop's PSB limit is 300,000). */
const Side = Type.Integer({ minimum: 1, maximum: 300_000 });
const raster = { width: Side, height: Side, channels: Type.Enum([1, 2, 3, 4]), depth: Type.Enum([8, 16, 32]) };

/** The shape of interleaved samples: 1 grey, 2 grey + alpha, 3 RGB, 4 RGB + alpha; depth in bits. */
export const RasterSchema = strictObject(raster);

/** Describes raw interleaved samples: full range integers, or 32-bit floats 0..1, little endian (pixels/pixel-buffer.ts). */
export const RawDescriptionSchema = strictObject({
  ...raster,
  /** name of the document's RGB space; sRGB when absent */
  profileName: Type.Optional(text(200)),
  /** the document's ICC profile, uploaded as an asset of its own */
  iccAsset: Type.Optional(Sha256),
});
export type RawDescription = Admitted<typeof RawDescriptionSchema>;

/** The same as a query string; all absent for an encoded file. */
export const UploadQuerySchema = strictObject({
  width: Type.Optional(DecimalText),
  height: Type.Optional(DecimalText),
  channels: Type.Optional(Type.Enum(['1', '2', '3', '4'])),
  depth: Type.Optional(Type.Enum(['8', '16', '32'])),
  profileName: Type.Optional(text(200)),
  iccAsset: Type.Optional(Sha256),
});
export type UploadQuery = Admitted<typeof UploadQuerySchema>;

/** What a job names its picture by: the hash of the bytes and, for raw samples, what they are. */
export const AssetHandleSchema = strictObject({ sha256: Sha256, raw: Type.Optional(RawDescriptionSchema) });
export type AssetHandle = Admitted<typeof AssetHandleSchema>;

export const StoredAssetSchema = strictObject({ sha256: Sha256, bytes: Count });
export const UploadedAssetSchema = strictObject({ asset: AssetHandleSchema, bytes: Count });
export type UploadedAsset = Admitted<typeof UploadedAssetSchema>;

/** Length in bytes of the samples that a description announces. */
export function rawByteLength(raw: RawDescription): number {
  return raw.width * raw.height * raw.channels * (raw.depth / 8);
}
