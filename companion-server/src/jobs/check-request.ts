import { AppError } from '@photocrafter/shared/errors/app-error';
import { rawByteLength } from '@photocrafter/shared/protocol/asset';
import type { JobRequest } from '@photocrafter/shared/protocol/job';
import type { Store } from '../store/store';

/** What a schema cannot say about a request. Throws INVALID_REQUEST or IMAGE_TOO_LARGE before anything is queued. */
export function checkRequest(request: JobRequest, store: Store, maxPixels: number): void {
  if ((request.kind === 'render') !== (request.plan !== undefined)) throw new AppError('INVALID_REQUEST', 'a plan belongs to a render job, and only there');
  if (request.critique !== undefined && request.kind !== 'render') throw new AppError('INVALID_REQUEST', 'a critique is taken with a render job only');
  if (request.region !== undefined && request.kind !== 'render') throw new AppError('INVALID_REQUEST', 'a region is taken with a render job only');
  const { raw, sha256 } = request.asset;
  if (raw === undefined) return;
  if (raw.width * raw.height > maxPixels) throw new AppError('IMAGE_TOO_LARGE', `${raw.width} x ${raw.height}, limit ${maxPixels} pixels`);
  const stored = store.blobs.find(sha256)?.bytes;
  if (stored !== undefined && stored !== rawByteLength(raw)) throw new AppError('INVALID_REQUEST', `${rawByteLength(raw)} bytes of samples announced, ${stored} stored`);
}
