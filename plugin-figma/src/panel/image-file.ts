import type { Size } from '../geometry/affine';

/** What a file says about itself before it is decoded. `size` is as stored; `orientation` is EXIF's, 1 upright to 8. */
export interface ImageFile {
  readonly format: 'png' | 'jpeg' | 'gif';
  readonly size: Size;
  readonly orientation: number;
  /** where the orientation stands in the file, to be changed there */
  readonly orientationAt?: number;
  /** false for PNG with an alpha channel or a transparent colour */
  readonly isOpaque: boolean;
}

/** Reads the headers of PNG (W3C, 11.2), JPEG (ITU-T T.81, EXIF 2.32) and GIF files; undefined for anything else. */
export function readImageFile(bytes: Uint8Array): ImageFile | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (view.getUint32(0) === 0x89504e47) return readPng(view);
    if (view.getUint16(0) === 0xffd8) return readJpeg(view);
    if (view.getUint32(0) === 0x47494638) return { format: 'gif', size: { width: view.getUint16(6, true), height: view.getUint16(8, true) }, orientation: 1, isOpaque: false };
  } catch {
    // cut off: not a file that we can say anything about
  }
  return undefined;
}

function readPng(view: DataView): ImageFile {
  const size = { width: view.getUint32(16), height: view.getUint32(20) };
  let isOpaque = (view.getUint8(25) & 4) === 0;
  let orientation = { orientation: 1 } as Pick<ImageFile, 'orientation' | 'orientationAt'>;
  for (let at = 8; at + 12 <= view.byteLength;) {
    const length = view.getUint32(at), type = view.getUint32(at + 4);
    if (type === 0x49444154) break;
    if (type === 0x74524e53) isOpaque = false;
    // a changed tag would need a new checksum, so the place is not told
    if (type === 0x65584966) orientation = { orientation: readTiff(view, at + 8).orientation };
    at += length + 12;
  }
  return { format: 'png', size, isOpaque, ...orientation };
}

function readJpeg(view: DataView): ImageFile | undefined {
  let orientation: Pick<ImageFile, 'orientation' | 'orientationAt'> = { orientation: 1 };
  for (let at = 2; at + 4 <= view.byteLength;) {
    const marker = view.getUint16(at);
    if (marker === 0xffff) { at++; continue; }
    if (marker === 0xffe1 && view.getUint32(at + 4) === 0x45786966) orientation = readTiff(view, at + 10);
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) return { format: 'jpeg', size: { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }, isOpaque: true, ...orientation };
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

const ORIENTATION = 0x0112;

function readTiff(view: DataView, start: number): Pick<ImageFile, 'orientation' | 'orientationAt'> {
  const little = view.getUint16(start) === 0x4949;
  const directory = start + view.getUint32(start + 4, little);
  for (let i = 0; i < view.getUint16(directory, little); i++) {
    const entry = directory + 2 + i * 12;
    if (view.getUint16(entry, little) !== ORIENTATION) continue;
    const orientation = view.getUint16(entry + 8, little);
    return { orientation: orientation >= 1 && orientation <= 8 ? orientation : 1, orientationAt: entry + 8 };
  }
  return { orientation: 1 };
}

/**
 * The file as Figma shows it. The companion turns pictures upright by their tag; whether Figma does is not documented, but the size
 * that it gives tells for quarter turns: where it ignored the tag, the tag is set to upright. Undefined where that cannot be told
 * (half turns and mirrors) or not be mended: then the picture is taken as shown.
 */
export function asFigmaShows(bytes: Uint8Array, file: ImageFile, shown: Size): Uint8Array | undefined {
  if (file.format === 'gif') return undefined;
  if (file.orientation === 1) return bytes;
  if (file.orientation < 5 || file.size.width === file.size.height) return undefined;
  const turns = shown.width === file.size.height && shown.height === file.size.width;
  if (turns) return bytes;
  if (file.orientationAt === undefined) return undefined;
  const upright = bytes.slice();
  const isLittle = upright[file.orientationAt] !== 0;
  upright.set(isLittle ? [1, 0] : [0, 1], file.orientationAt);
  return upright;
}
