import { channelMatrixPixel } from '../../adjustments/channel-matrix';
import { hueSaturationPixel } from '../../adjustments/hue-saturation';
import { lut3dPixel } from '../../adjustments/lut3d';
import { clampUnit, type PixelMap } from '../../adjustments/pixel-map';
import type { ProxyImage } from '../../host/host-adapter';
import { rasteriseMask } from '../../pixels/rasterise-mask';
import type { ChannelsSegment, Segment } from './preview-program';

/** Runs a program over a picture without a graphics card: the fallback, and what the shader is held against. Alpha is kept. */
export function renderProgram(segments: readonly Segment[], { width, height, data }: ProxyImage): ProxyImage {
  const passes = segments.map((segment) => ({ map: pixelMap(segment), opacity: segment.opacity, weights: segment.mask && rasteriseMask(segment.mask, width, height) }));
  const result = new Uint8ClampedArray(data);
  const rgb = new Float64Array(3);
  for (let at = 0, pixel = 0; at < data.length; at += 4, pixel++) {
    let red = data[at]! / 255;
    let green = data[at + 1]! / 255;
    let blue = data[at + 2]! / 255;
    for (const { map, opacity, weights } of passes) {
      const weight = weights === undefined ? opacity : opacity * weights[pixel]!;
      if (weight === 0) continue;
      rgb[0] = red;
      rgb[1] = green;
      rgb[2] = blue;
      map(rgb);
      red += (clampUnit(rgb[0]) - red) * weight;
      green += (clampUnit(rgb[1]) - green) * weight;
      blue += (clampUnit(rgb[2]) - blue) * weight;
    }
    result[at] = red * 255;
    result[at + 1] = green * 255;
    result[at + 2] = blue * 255;
  }
  return { width, height, data: result };
}

function pixelMap(segment: Segment): PixelMap {
  switch (segment.kind) {
    case 'channels': return tablePixel(segment);
    case 'matrix': return channelMatrixPixel({ kind: 'channelMatrix', matrix: segment.matrix, offset: segment.offset });
    case 'hue': return hueSaturationPixel(segment.adjustment);
    case 'cube': return lut3dPixel(segment.adjustment);
  }
}

function tablePixel({ nodes, table }: ChannelsSegment): PixelMap {
  return (rgb) => {
    for (let channel = 0; channel < 3; channel++) {
      const position = clampUnit(rgb[channel]!) * (nodes - 1);
      const below = Math.min(Math.floor(position), nodes - 2);
      const low = table[below * 4 + channel]!;
      rgb[channel] = low + (table[below * 4 + 4 + channel]! - low) * (position - below);
    }
  };
}
