import type { FloatImage } from '../pixels/pixel-buffer';
import { rasteriseMask } from '../pixels/rasterise-mask';
import { AppError } from '../errors/app-error';
import type { Adjustment, AdjustmentLayer, PixelsAdjustment } from './adjustment';
import { channelMatrixPixel } from './channel-matrix';
import { compileCurves } from './curves';
import { exposureFunction } from './exposure';
import { hueSaturationPixel } from './hue-saturation';
import { compileLevels } from './levels';
import { lut3dPixel } from './lut3d';
import { clampUnit, perChannel, type PixelMap } from './pixel-map';

/** Every kind that is a function of the pixel alone. */
export type PointwiseAdjustment = Exclude<Adjustment, PixelsAdjustment>;

/** Finds the pixels of a stored asset, already at the picture's size and in its encoding. */
export type PixelResolver = (asset: string) => FloatImage;

/** The reference meaning of an adjustment as a function of one encoded pixel; what comes out is not yet clamped. */
export function compileAdjustment(adjustment: PointwiseAdjustment): PixelMap {
  switch (adjustment.kind) {
    case 'exposure': {
      const exposure = exposureFunction(adjustment);
      return perChannel([exposure, exposure, exposure]);
    }
    case 'curves': return perChannel(compileCurves(adjustment));
    case 'levels': return perChannel(compileLevels(adjustment));
    case 'hueSaturation': return hueSaturationPixel(adjustment);
    case 'channelMatrix': return channelMatrixPixel(adjustment);
    case 'lut3d': return lut3dPixel(adjustment);
  }
}

/**
 * Applies one adjustment to a whole picture. Pure; the result is clamped to 0..1.
 * Throws INVALID_PLAN for a malformed table, or for `pixels` without a resolver or of another size.
 */
export function evaluateAdjustment(adjustment: Adjustment, image: FloatImage, resolvePixels?: PixelResolver): FloatImage {
  return adjustment.kind === 'pixels'
    ? replacePixels(adjustment, image, resolvePixels)
    : mapPixels(image, compileAdjustment(adjustment));
}

/** Runs a pixel map over a picture; the result is clamped to 0..1. */
export function mapPixels(image: FloatImage, map: PixelMap): FloatImage {
  const data = new Float32Array(image.data.length);
  const rgb = new Float64Array(3);
  for (let i = 0; i < data.length; i += 3) {
    rgb[0] = image.data[i]!;
    rgb[1] = image.data[i + 1]!;
    rgb[2] = image.data[i + 2]!;
    map(rgb);
    data[i] = clampUnit(rgb[0]);
    data[i + 1] = clampUnit(rgb[1]);
    data[i + 2] = clampUnit(rgb[2]);
  }
  return { ...image, data };
}

/** Applies a stack, bottom first: each layer's result is blended over what is below with mask x opacity, on encoded values. */
export function evaluateLayers(layers: readonly AdjustmentLayer[], image: FloatImage, resolvePixels?: PixelResolver): FloatImage {
  return layers.reduce((below, layer) => blend(below, evaluateAdjustment(layer.adjustment, below, resolvePixels), layer), image);
}

function blend(below: FloatImage, above: FloatImage, { opacity, mask }: AdjustmentLayer): FloatImage {
  if (mask === undefined && opacity === 1) return above;
  const weights = mask === undefined ? undefined : rasteriseMask(mask, below.width, below.height);
  const data = Float32Array.from(below.data, (value, i) => {
    const weight = weights === undefined ? opacity : opacity * weights[Math.floor(i / 3)]!;
    return clampUnit(value + (above.data[i]! - value) * weight);
  });
  return { ...below, data };
}

function replacePixels({ asset }: PixelsAdjustment, image: FloatImage, resolvePixels?: PixelResolver): FloatImage {
  const pixels = resolvePixels?.(asset);
  if (pixels === undefined) throw new AppError('INVALID_PLAN', `no pixels are at hand for asset ${asset}`);
  if (pixels.width !== image.width || pixels.height !== image.height) {
    throw new AppError('INVALID_PLAN', `asset ${asset} is ${pixels.width}x${pixels.height}, the picture ${image.width}x${image.height}`);
  }
  return { ...image, data: pixels.data };
}
