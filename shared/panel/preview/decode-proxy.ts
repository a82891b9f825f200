import { AppError } from '../../errors/app-error';
import type { ProxyImage } from '../../host/host-adapter';

/** The largest texture that every graphics card of the last decade takes. */
const MAX_SIDE = 8192;

/** Decodes an encoded picture for looking at: upright and in sRGB, whatever the file says. Throws UNSUPPORTED_FORMAT for what browsers cannot read. */
export async function decodeProxy(file: Blob, maxPixels: number): Promise<ProxyImage> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch (cause) {
    throw new AppError('UNSUPPORTED_FORMAT', file.type, { cause });
  }
  const scale = Math.min(1, Math.sqrt(maxPixels / (bitmap.width * bitmap.height)), MAX_SIDE / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.floor(bitmap.width * scale));
  const height = Math.max(1, Math.floor(bitmap.height * scale));
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true, colorSpace: 'srgb' });
  if (context === null) throw new AppError('OUT_OF_MEMORY', 'canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return { width, height, scale, data: context.getImageData(0, 0, width, height).data as Uint8ClampedArray<ArrayBuffer> };
}
