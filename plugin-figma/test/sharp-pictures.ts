import sharp from 'sharp';
import type { ImageCutter } from '../src/panel/image-canvas';
import type { DecodeProxy } from '../src/panel/figma-picture';

/** What a browser does for the interface, where a test runs it without one. */
export const sharpCutter: ImageCutter = {
  encode: async ({ width, height, data }) => new Uint8Array(await sharp(data, { raw: { width, height, channels: 4 } }).png().toBuffer()),
  cut: (bytes, mediaType, boxes, scaled) => Promise.all(boxes.map(async ({ x, y, width, height }) => {
    const part = sharp(bytes, { limitInputPixels: false }).extract({ left: x, top: y, width, height });
    const sized = scaled === undefined ? part : part.resize(scaled.width, scaled.height, { fit: 'fill' });
    return new Uint8Array(await (mediaType === 'image/jpeg' ? sized.jpeg({ quality: 100 }) : sized.png()).toBuffer());
  })),
};

export const sharpDecode: DecodeProxy = async (file, maxPixels) => {
  const picture = sharp(Buffer.from(await file.arrayBuffer())).rotate().toColourspace('srgb').ensureAlpha();
  const { width = 1, height = 1 } = await picture.metadata();
  const scale = Math.min(1, Math.sqrt(maxPixels / (width * height)));
  const { data, info } = await picture.resize(Math.max(1, Math.floor(width * scale)), Math.max(1, Math.floor(height * scale)), { fit: 'fill' }).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, scale, data: new Uint8ClampedArray(data) };
};
