import type { RasterDescription } from '@photocrafter/shared/pixels/pixel-buffer';
import { decodeLinear } from '../document/encode-linear';
import { pixelsOf, type PictureSource } from '../capture/picture-source';
import type { ModalScope } from '../photoshop/in-modal';
import type { ImageData, LayerApi, PhotoshopApi } from '../photoshop/photoshop-api';

/** Samples of the companion (full range, little-endian, interleaved) as a layer's only pixels, exactly where the picture lies. */
export async function putSamples({ imaging }: PhotoshopApi, source: PictureSource, layer: LayerApi, { width, height, channels }: RasterDescription, bytes: ArrayBuffer, scope: ModalScope): Promise<void> {
  const { hostDepth, depth, encoding, colorSpace, profile } = source.working;
  const integers = depth === 8 ? new Uint8Array(bytes) : new Uint16Array(bytes);
  const samples = hostDepth === 32 ? decodeLinear(integers as Uint16Array, channels, encoding) : integers;
  const imageData = await imaging.createImageDataFromBuffer(samples, { width, height, components: channels, chunky: true, colorSpace, ...(profile !== '' && { colorProfile: profile }), fullRange: true });
  await put(imaging, source, layer, imageData, scope);
}

/** The picture's own pixels in another layer. They never pass through JavaScript. */
export async function copyPixels({ imaging }: PhotoshopApi, source: PictureSource, layer: LayerApi, scope: ModalScope): Promise<void> {
  const { imageData, sourceBounds } = await imaging.getPixels({ ...pixelsOf(source), sourceBounds: { ...source.bounds } });
  await put(imaging, { ...source, bounds: sourceBounds }, layer, imageData, scope);
}

async function put(imaging: PhotoshopApi['imaging'], { facts, bounds: { left, top } }: PictureSource, { id }: LayerApi, imageData: ImageData, { step }: ModalScope): Promise<void> {
  try {
    await step(imaging.putPixels({ documentID: facts.id, layerID: id, imageData, replace: true, targetBounds: { left, top, width: imageData.width, height: imageData.height } }));
  } finally {
    imageData.dispose();
  }
}
