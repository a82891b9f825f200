import { AppError } from '@photocrafter/shared/errors/app-error';
import type { ChannelCount, Raster } from '@photocrafter/shared/pixels/pixel-buffer';
import { boxSize, intersect } from '../document/box';
import { toIntegers } from '../document/encode-linear';
import type { Box, ImagingApi } from '../photoshop/photoshop-api';
import type { ModalScope } from '../photoshop/in-modal';
import { pixelsOf, type PictureSource } from './picture-source';

/** Photoshop and we both hold a strip: few enough pixels that neither runs out of memory (hosts.md 3.2: warnings near 600 MB). */
const STRIP_PIXELS = 16_000_000;

/**
 * All pixels of a picture at full size: interleaved full range integers over its bounds. Photoshop trims what it returns to where
 * pixels exist; what it leaves out is transparent. Every image data is disposed of, also when reading fails.
 */
export async function readRaster(imaging: ImagingApi, source: PictureSource, scope: ModalScope, stripPixels = STRIP_PIXELS): Promise<Raster> {
  const { bounds, working } = source;
  const { width, height } = boxSize(bounds);
  const rows = Math.max(1, Math.floor(stripPixels / width));
  let target: { readonly channels: ChannelCount; readonly data: Uint8Array | Uint16Array } | undefined;
  for (let top = bounds.top; top < bounds.bottom; top += rows) {
    const strip = await readStrip(imaging, source, { ...bounds, top, bottom: Math.min(top + rows, bounds.bottom) }, scope);
    if (strip === undefined) continue;
    const { channels } = strip;
    target ??= { channels, data: working.depth === 8 ? new Uint8Array(width * height * channels) : new Uint16Array(width * height * channels) };
    copyRows(strip, target.data, bounds);
    scope.progress((top - bounds.top) / height);
  }
  if (target === undefined) throw new AppError('UNSUITABLE_LAYER', `"${source.name}" is empty`);
  return { width, height, ...target, depth: working.depth };
}

interface Strip { readonly box: Box; readonly channels: ChannelCount; readonly data: Uint8Array | Uint16Array }

/** Undefined where a strip holds no pixels at all. */
async function readStrip(imaging: ImagingApi, source: PictureSource, wanted: Box, { step }: ModalScope): Promise<Strip | undefined> {
  const { working } = source;
  const read = await imaging.getPixels({ ...pixelsOf(source), sourceBounds: { ...wanted }, colorSpace: working.colorSpace, ...(working.profile !== '' && { colorProfile: working.profile }), componentSize: working.hostDepth });
  try {
    const { imageData, sourceBounds } = read;
    const box = intersect(sourceBounds, wanted);
    const { width, height } = boxSize(box);
    if (width === 0 || height === 0) return undefined;
    const channels = imageData.components as ChannelCount;
    const samples = await step(imageData.getData({ chunky: true, fullRange: true }));
    return { box, channels, data: toIntegers(samples, channels, working) };
  } finally {
    read.imageData.dispose();
  }
}

function copyRows({ box, channels, data }: Strip, target: Uint8Array | Uint16Array, bounds: Box): void {
  const length = boxSize(box).width * channels;
  const across = boxSize(bounds).width * channels;
  for (let y = box.top; y < box.bottom; y++) {
    const from = (y - box.top) * length;
    target.set(data.subarray(from, from + length), (y - bounds.top) * across + (box.left - bounds.left) * channels);
  }
}
