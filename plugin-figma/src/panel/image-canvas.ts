import { AppError } from '@photocrafter/shared/errors/app-error';
import type { Size } from '../geometry/affine';
import type { TileBox } from '../geometry/cut-tiles';

/** Cuts, scales and writes pictures. */
export interface ImageCutter {
  /** a PNG of 8-bit RGBA samples */
  encode(image: { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray<ArrayBuffer> }): Promise<Uint8Array>;
  /** the boxes of the picture as files of the same format, each scaled to `scaled` where that is given */
  cut(bytes: Uint8Array, mediaType: string, boxes: readonly TileBox[], scaled?: Size): Promise<readonly Uint8Array[]>;
}

/** The best that the encoder does; tiles of one picture must not differ at their edges. */
const QUALITY = 1;

/** With the browser's canvas: 8 bits, in Display P3 when the screen of the picture may be wider than sRGB, so that no colour is cut off. */
export const canvasCutter: ImageCutter = {
  async encode({ width, height, data }) {
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
    return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
  },
  async cut(bytes, mediaType, boxes, scaled) {
    const blob = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mediaType });
    const parts: Uint8Array[] = [];
    for (const box of boxes) {
      const bitmap = await createImageBitmap(blob, box.x, box.y, box.width, box.height);
      const { width, height } = scaled ?? box;
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d', { colorSpace: 'display-p3' });
      if (context === null) throw new AppError('OUT_OF_MEMORY', 'canvas');
      context.imageSmoothingQuality = 'high';
      context.drawImage(bitmap, 0, 0, width, height);
      bitmap.close();
      parts.push(new Uint8Array(await (await canvas.convertToBlob({ type: mediaType, quality: QUALITY })).arrayBuffer()));
    }
    return parts;
  },
};
