import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, toAppError } from '@photocrafter/shared/errors/app-error';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { parseIccProfile } from '@photocrafter/shared/pixels/icc-profile';
import { encodingNamed } from '@photocrafter/shared/pixels/named-encoding';
import type { RasterDescription } from '@photocrafter/shared/pixels/pixel-buffer';
import type { DecodedImage } from './decoded-image';
import { byteLength, ScratchStore } from './scratch-store';

/** Samples as a plugin sends them; the profile comes as a file, or only by the name that the host gives it. */
export type RawSource = RasterDescription & { readonly profileName?: string; readonly iccPath?: string };

/**
 * Copies raw interleaved little-endian samples into a scratch store, so that nothing ever writes to what the plugin sent.
 * @throws AppError FILE_NOT_FOUND; CORRUPT_IMAGE when the file has not exactly the described length
 */
export async function decodeRawSamples(path: string, raw: RawSource, scratchFolder: string): Promise<DecodedImage> {
  const size = await stat(path).catch((error: unknown) => { throw toAppError(error, 'FILE_NOT_FOUND'); });
  if (size.size !== byteLength(raw)) throw new AppError('CORRUPT_IMAGE', `${size.size} bytes came, the description needs ${byteLength(raw)}`);
  const store = await ScratchStore.copyOf(path, join(scratchFolder, 'decoded.v'), raw);
  const icc = raw.iccPath === undefined ? undefined : new Uint8Array(await readFile(raw.iccPath));
  const profile = icc === undefined ? undefined : parseIccProfile(icc);
  const encoding = profile?.encoding ?? encodingNamed(raw.profileName ?? '');
  const notes = encoding === undefined ? [`the document's profile "${raw.profileName ?? profile?.description ?? ''}" is not known in detail; its samples were read as sRGB`] : [];
  return {
    format: 'raw', store, encoding: encoding ?? SRGB, metadata: {}, encode: {}, notes,
    ...(icc !== undefined && { iccProfile: icc }),
  };
}
