import { AppError } from '@photocrafter/shared/errors/app-error';
import type { InputFormat } from './decoded-image';

type FileFormat = Exclude<InputFormat, 'raw'>;

/** Bytes at an offset, as Latin-1 text, that name a format; the first row that fits decides. */
const SIGNATURES: readonly { readonly at: number; readonly magic: string; readonly format?: FileFormat; readonly refuse?: string }[] = [
  { at: 0, magic: '\xff\xd8\xff', format: 'jpeg' },
  { at: 0, magic: '\x89PNG\r\n\x1a\n', format: 'png' },
  { at: 8, magic: 'WEBP', format: 'webp' },
  { at: 0, magic: 'II*\0', format: 'tiff' },
  { at: 0, magic: 'MM\0*', format: 'tiff' },
  { at: 0, magic: 'II+\0', format: 'tiff' },
  { at: 0, magic: 'MM\0+', format: 'tiff' },
  { at: 4, magic: 'ftypavif', format: 'avif' },
  { at: 4, magic: 'ftypavis', format: 'avif' },
  { at: 4, magic: 'ftypmif1', format: 'avif' },
  { at: 4, magic: 'ftyphei', refuse: 'HEIC pictures are not read: export the photo as JPEG or AVIF' },
  { at: 4, magic: 'ftyphev', refuse: 'HEIC pictures are not read: export the photo as JPEG or AVIF' },
  { at: 0, magic: 'GIF8', refuse: 'GIF holds 256 colours or an animation, not a photograph: save the frame as PNG' },
  { at: 0, magic: '8BPS', refuse: 'Photoshop files are opened through the Photoshop plugin: export the picture as TIFF or PNG' },
  { at: 0, magic: '%PDF', refuse: 'this is a PDF document' },
  { at: 0, magic: '\xff\x0a', refuse: 'JPEG XL is not read: export the photo as JPEG, PNG or TIFF' },
  { at: 4, magic: 'JXL ', refuse: 'JPEG XL is not read: export the photo as JPEG, PNG or TIFF' },
  { at: 4, magic: 'jP  ', refuse: 'JPEG 2000 is not read: export the photo as JPEG, PNG or TIFF' },
  { at: 0, magic: 'BM', refuse: 'BMP is not read: save the picture as PNG' },
  { at: 0, magic: '<', refuse: 'this is a text document (SVG, XML or HTML), not pixels' },
];

/** How many leading bytes `sniffFormat` wants to see. */
export const SNIFF_BYTES = 32;

/**
 * Decides the format by magic bytes alone; names and media types are never asked.
 * @throws AppError UNSUPPORTED_FORMAT, with what was found where it is known
 */
export function sniffFormat(head: Uint8Array): FileFormat {
  const text = String.fromCharCode(...head.subarray(0, SNIFF_BYTES));
  const found = SIGNATURES.find(({ at, magic }) => text.startsWith(magic, at));
  if (found?.format !== undefined) return found.format;
  throw new AppError('UNSUPPORTED_FORMAT', found?.refuse ?? (head.length === 0 ? 'the file is empty' : 'its first bytes are those of no known picture format'));
}
