import type { ChannelMatrixAdjustment } from './adjustment';
import type { PixelMap } from './pixel-map';

/** out = matrix . in + offset, on encoded values. */
export function channelMatrixPixel({ matrix, offset }: ChannelMatrixAdjustment): PixelMap {
  const [rr, rg, rb, gr, gg, gb, br, bg, bb] = matrix as readonly [number, number, number, number, number, number, number, number, number];
  const [offsetRed, offsetGreen, offsetBlue] = offset;
  return (rgb) => {
    const red = rgb[0]!;
    const green = rgb[1]!;
    const blue = rgb[2]!;
    rgb[0] = rr * red + rg * green + rb * blue + offsetRed;
    rgb[1] = gr * red + gg * green + gb * blue + offsetGreen;
    rgb[2] = br * red + bg * green + bb * blue + offsetBlue;
  };
}
