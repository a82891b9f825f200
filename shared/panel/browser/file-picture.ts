import { AppError } from '../../errors/app-error';
import type { HostPicture, ProxyImage } from '../../host/host-adapter';

/** By type or, where the system knows none, by ending: formats that the companion decodes. */
const ENDINGS = /\.(jpe?g|png|webp|tiff?|avif)$/i;

export function isPicture(file: File): boolean {
  return /^image\/(jpeg|png|webp|tiff|avif)$/.test(file.type) || ENDINGS.test(file.name);
}

/** A file that the user gave. Its bytes go to the companion as they are; the browser decodes only what it shows. */
export function createFilePicture(file: File): HostPicture {
  return {
    id: `${file.name}-${file.size}-${file.lastModified}`,
    // a bare name, as the protocol asks for
    name: file.name.replace(/[/\\\p{Cc}]/gu, '_').slice(-200) || 'picture',
    async upload(client, signal) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      return (await client.uploadAsset(bytes, undefined, signal)).asset;
    },
    proxy: (maxPixels) => decode(file, maxPixels),
  };
}

/** The largest texture that every graphics card of the last decade takes. */
const MAX_SIDE = 8192;

/** Upright and in sRGB, whatever the file says: browsers convert by orientation tag and profile. */
async function decode(file: File, maxPixels: number): Promise<ProxyImage> {
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
