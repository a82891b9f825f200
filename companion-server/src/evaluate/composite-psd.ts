import type { Layer, LayerMaskData, PixelData, Psd } from 'ag-psd';
import { compileAdjustment, mapPixels, type PointwiseAdjustment } from '@photocrafter/shared/adjustments/evaluate';
import { exposureFunction, PHOTOSHOP_GREY_EXPONENT } from '@photocrafter/shared/adjustments/exposure';
import { perChannel, type PixelMap } from '@photocrafter/shared/adjustments/pixel-map';
import { SRGB } from '@photocrafter/shared/pixels/colour-encoding';
import { createFloatImage, type FloatImage } from '@photocrafter/shared/pixels/pixel-buffer';
import { adjustmentFromPsd } from './psd-adjustment';

/** ag-psd's ColorMode.Grayscale (a const enum, which isolated modules cannot read). */
const GREYSCALE = 1;

/** A PSD as our adjustments see it, and which kinds took part. Values are those of the document's own space, taken as sRGB. */
export interface PsdComposite { readonly image: FloatImage; readonly kinds: readonly PointwiseAdjustment['kind'][]; readonly greyscale: boolean }

/**
 * Composites the visible layers of an 8-bit PSD with our adjustments: pixel layers and adjustment layers in normal mode with
 * opacity and mask, in pass-through groups, over white. undefined when something else is in the file. Every layer's result is
 * rounded to 8 bits, as Photoshop keeps it.
 */
export function compositePsd(psd: Psd): PsdComposite | undefined {
  const greyscale = psd.colorMode === GREYSCALE;
  const kinds = new Set<PointwiseAdjustment['kind']>();
  let image: FloatImage | undefined = createFloatImage(psd.width, psd.height, SRGB);
  image.data.fill(1);
  for (const layer of visibleLayers(psd.children ?? [])) {
    image = image && stack(image, layer, greyscale, kinds);
  }
  return image && { image, kinds: [...kinds], greyscale };
}

/** The visible layers without the groups around them, bottom first; groups that do more than hold layers stay, and are refused later. */
function visibleLayers(layers: readonly Layer[]): readonly Layer[] {
  return layers.filter((layer) => layer.hidden !== true).flatMap((layer) => (layer.children && isPlainGroup(layer) ? visibleLayers(layer.children) : [layer]));
}

function isPlainGroup({ blendMode, opacity = 1, mask, clipping }: Layer): boolean {
  return blendMode === 'pass through' && opacity === 1 && mask === undefined && clipping !== true;
}

function stack(below: FloatImage, layer: Layer, greyscale: boolean, kinds: Set<PointwiseAdjustment['kind']>): FloatImage | undefined {
  if (layer.children !== undefined || (layer.blendMode ?? 'normal') !== 'normal' || layer.clipping === true) return undefined;
  const opacity = layer.opacity ?? 1;
  if (layer.adjustment === undefined) return layer.imageData ? paint(below, layer, layer.imageData, opacity) : below;
  const adjustment = adjustmentFromPsd(layer.adjustment);
  if (adjustment === undefined) return undefined;
  kinds.add(adjustment.kind);
  const above = mapPixels(below, pixelMap(adjustment, greyscale));
  return blend(below, (i) => above.data[i]!, (x, y) => opacity * maskWeight(layer.mask, x, y));
}

function pixelMap(adjustment: PointwiseAdjustment, greyscale: boolean): PixelMap {
  if (!greyscale) return compileAdjustment(adjustment);
  switch (adjustment.kind) {
    case 'exposure': {
      const exposure = exposureFunction(adjustment, PHOTOSHOP_GREY_EXPONENT);
      return perChannel([exposure, exposure, exposure]);
    }
    // the grey channel stands in the place of red
    case 'curves': case 'levels': {
      const map = compileAdjustment(adjustment);
      return (rgb) => { map(rgb); rgb.fill(rgb[0]!); };
    }
    default: return compileAdjustment(adjustment);
  }
}

function paint(below: FloatImage, { left = 0, top = 0, mask }: Layer, pixels: PixelData, opacity: number): FloatImage {
  const at = (x: number, y: number): number => {
    const [column, row] = [x - left, y - top];
    return column >= 0 && column < pixels.width && row >= 0 && row < pixels.height ? 4 * (row * pixels.width + column) : -1;
  };
  const colour = (i: number): number => {
    const pixel = Math.floor(i / 3);
    return pixels.data[at(pixel % below.width, Math.floor(pixel / below.width)) + (i % 3)]! / 255;
  };
  const coverage = (x: number, y: number): number => {
    const place = at(x, y);
    return place < 0 ? 0 : (opacity * maskWeight(mask, x, y) * pixels.data[place + 3]!) / 255;
  };
  return blend(below, colour, coverage);
}

function blend(below: FloatImage, above: (index: number) => number, weightAt: (x: number, y: number) => number): FloatImage {
  const data = below.data.map((value, i) => {
    const pixel = Math.floor(i / 3);
    const weight = weightAt(pixel % below.width, Math.floor(pixel / below.width));
    return weight === 0 ? value : Math.round(255 * (value + (above(i) - value) * weight)) / 255;
  });
  return { ...below, data };
}

function maskWeight(mask: LayerMaskData | undefined, x: number, y: number): number {
  if (mask?.imageData === undefined || mask.disabled === true) return 1;
  const { width, height, data } = mask.imageData;
  const [column, row] = [x - (mask.left ?? 0), y - (mask.top ?? 0)];
  const inside = column >= 0 && column < width && row >= 0 && row < height;
  return (inside ? data[4 * (row * width + column)]! : mask.defaultColor ?? 0) / 255;
}
