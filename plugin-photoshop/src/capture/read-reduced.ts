import type { ChannelCount, Raster } from '@photocrafter/shared/pixels/pixel-buffer';
import { boxSize } from '../document/box';
import { toIntegers } from '../document/encode-linear';
import type { WorkingSpace } from '../document/working-space';
import type { ImagingApi } from '../photoshop/photoshop-api';
import { pixelsOf, type PictureSource } from './picture-source';

/** The form in which a reduced picture is wanted. */
export type ReducedForm = Pick<WorkingSpace, 'colorSpace' | 'profile' | 'hostDepth' | 'depth' | 'encoding'>;

/** A picture reduced by Photoshop from its pyramid, which is quick at any size: at most `width` x `height` of its aspect. */
export async function readReduced(imaging: ImagingApi, source: PictureSource, size: { readonly width: number; readonly height: number }, form: ReducedForm): Promise<Raster> {
  const { imageData } = await imaging.getPixels({
    ...pixelsOf(source), sourceBounds: { ...source.bounds }, targetSize: { ...size }, colorSpace: form.colorSpace, ...(form.profile !== '' && { colorProfile: form.profile }), componentSize: form.hostDepth,
  });
  try {
    const channels = imageData.components as ChannelCount;
    const samples = await imageData.getData({ chunky: true, fullRange: true });
    return { width: imageData.width, height: imageData.height, channels, depth: form.depth, data: toIntegers(samples, channels, form) };
  } finally {
    imageData.dispose();
  }
}

/** The size of a picture shrunk to at most `maxPixels`; never enlarged. */
export function reducedSize(source: PictureSource, maxPixels: number): { readonly width: number; readonly height: number; readonly scale: number } {
  const { width, height } = boxSize(source.bounds);
  const scale = Math.min(1, Math.sqrt(maxPixels / (width * height)));
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)), scale };
}
