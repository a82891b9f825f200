import type { Readable } from 'node:stream';
import { AppError } from '@photocrafter/shared/errors/app-error';
import { rawByteLength, type RawDescription, type UploadQuery } from '@photocrafter/shared/protocol/asset';
import { ROUTES } from '@photocrafter/shared/protocol/routes';
import type { BlobStore } from '../store/blob-store';
import { fromTable, type TypedApp } from './typed-app';

/** Uploads: an encoded file as it is, or raw samples with their description in the query. The bytes stream to the disk. */
export function addAssetRoutes(app: TypedApp, blobs: BlobStore, limits: { readonly maxUploadBytes: number; readonly maxPixels: number }): void {
  app.addContentTypeParser('application/octet-stream', { bodyLimit: limits.maxUploadBytes }, (_request, payload, done) => { done(null, payload); });

  app.route({
    ...fromTable(ROUTES.uploadAsset),
    bodyLimit: limits.maxUploadBytes,
    async handler(request, reply) {
      const raw = describeRaw(request.query);
      const announced = raw === undefined ? Number(request.headers['content-length'] ?? 0) : rawByteLength(raw);
      if (raw !== undefined && raw.width * raw.height > limits.maxPixels) throw new AppError('IMAGE_TOO_LARGE', `${raw.width} x ${raw.height}, limit ${limits.maxPixels} pixels`);
      const { sha256, bytes } = await blobs.put(request.body as Readable, announced);
      if (bytes === 0 || (raw !== undefined && bytes !== announced)) throw new AppError('INVALID_REQUEST', `${announced} bytes announced, ${bytes} came`);
      return reply.code(201).send({ asset: { sha256, ...(raw === undefined ? {} : { raw }) }, bytes });
    },
  });
  app.route({
    ...fromTable(ROUTES.findAsset),
    async handler(request) {
      const { sha256 } = request.params;
      await blobs.locate(sha256);
      blobs.touch(sha256);
      return blobs.find(sha256)!;
    },
  });
}

/** undefined for an encoded file; all four numbers or none. */
function describeRaw({ width, height, channels, depth, profileName, iccAsset }: UploadQuery): RawDescription | undefined {
  const numbers = [width, height, channels, depth];
  if (numbers.every((value) => value === undefined) && profileName === undefined && iccAsset === undefined) return undefined;
  if (numbers.some((value) => value === undefined || Number(value) === 0)) throw new AppError('INVALID_REQUEST', 'raw samples need width, height, channels and depth');
  return {
    width: Number(width), height: Number(height), channels: Number(channels) as RawDescription['channels'], depth: Number(depth) as RawDescription['depth'],
    ...(profileName === undefined ? {} : { profileName }), ...(iccAsset === undefined ? {} : { iccAsset }),
  };
}
