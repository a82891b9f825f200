import type { EarlierEdit, HostPicture } from '../../host/host-adapter';
import { decodeProxy } from '../preview/decode-proxy';

/** By type or, where the system knows none, by ending: formats that the companion decodes. */
const ENDINGS = /\.(jpe?g|png|webp|tiff?|avif)$/i;

export function isPicture(file: File): boolean {
  return /^image\/(jpeg|png|webp|tiff|avif)$/.test(file.type) || ENDINGS.test(file.name);
}

const files = new WeakMap<HostPicture, File>();
/** The file behind a picture of this page. */
export function fileOf(picture: HostPicture): File | undefined { return files.get(picture); }

/** A file that the user gave. Its bytes go to the companion as they are; the browser decodes only what it shows. */
export function createFilePicture(file: File, earlier?: EarlierEdit): HostPicture {
  const picture: HostPicture = {
    id: `${file.name}-${file.size}-${file.lastModified}`,
    // a bare name, as the protocol asks for
    name: file.name.replace(/[/\\\p{Cc}]/gu, '_').slice(-200) || 'picture',
    async upload(client, signal) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      return (await client.uploadAsset(bytes, undefined, signal)).asset;
    },
    proxy: (maxPixels) => decodeProxy(file, maxPixels),
    ...(earlier && { earlier }),
  };
  files.set(picture, file);
  return picture;
}
